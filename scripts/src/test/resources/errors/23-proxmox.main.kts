// Machines that cannot be
import dev.slipway.dsl.*

val home = proxmox("home") {
    endpoint = "trinity:8006"
    pin("AB:CD")
    node("trinity")
    node("trinity")
    vm("web") { on("morpheus"); id = 20; cores = 0; memory = 1.KiB; tags("Prod Web"); cpu = "host,flags=+aes" }
    vm("db") { on("trinity"); id = 1030; disk("root") { size = 4.GiB }; disk("root") { size = 5.GiB } }
    vm("db") { id = 1030 }
    vm("mail") { on("trinity"); id = 1030 }
}
output("number") { home["api"].id }
