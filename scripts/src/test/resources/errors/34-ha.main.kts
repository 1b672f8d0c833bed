// What HA cannot do
import dev.slipway.dsl.*

proxmox {
    endpoint = "https://trinity:8006"; token = secret("PVE_TOKEN")
    node("trinity")
    vm("a") { on("trinity"); ha { restarts = -1; only = true }; ha() }
    vm("b") { on("trinity"); ha { prefer("morpheus") } }
    vm("c") { on("trinity") }
    keepApart("a", "c")
    keepTogether("b")
}
