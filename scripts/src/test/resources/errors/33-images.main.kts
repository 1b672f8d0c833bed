// Images that cannot be
import dev.slipway.dsl.*

proxmox("home") {
    endpoint = "https://trinity:8006"
    token = secret("PVE_TOKEN")
    node("trinity")
    image("my image") { url = "ftp://example.org/debian"; storage = "" }
    val debian = image("debian") { storage = "local" }
    image("debian") { file = "debian.qcow2"; storage = "local" }
    image("talos") { file = "talos.raw.zst"; storage = "local" }
    vm("web") { on("trinity"); disk("root") { size = 4.GiB; storage = "local-lvm"; image = debian } }
}
