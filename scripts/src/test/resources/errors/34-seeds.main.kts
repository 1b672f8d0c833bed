// Machines that could not find themselves
import dev.slipway.dsl.*

proxmox("home") {
    endpoint = "https://trinity:8006"
    token = secret("PVE_TOKEN")
    node("trinity")
    vm("web") {
        on("trinity")
        group = "a&b"
        disk("root") { size = 4.GiB; storage = "local lvm"; image = volume("local:import/a,b.qcow2") }
        seed { address("10.0.3.30"); dns("ns.home.example"); hostname = "web server"; storage = "" }
    }
}
