// Roles and users that cannot be
import dev.slipway.dsl.*

proxmox {
    endpoint = "https://trinity:8006"; token = secret("PVE_TOKEN")
    role("of nobody") { }
    role("odd") { allow("everything") }
    user("anna")
    token("anna@pve", "1")
    grant("odd", to = "anna@pve", on = listOf("vms/"))
}
