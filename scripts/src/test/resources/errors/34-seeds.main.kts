// Machines that could not find themselves
import dev.slipway.dsl.*

proxmox("home") {
    endpoint = "https://trinity:8006"
    token = secret("PVE_TOKEN")
    node("trinity")
    vm("web") {
        on("trinity")
        seed { address("10.0.3.30"); dns("ns.home.example"); hostname = "web server"; storage = "" }
    }
}
