// Firewalls that would lock you out
import dev.slipway.dsl.*

proxmox {
    endpoint = "https://trinity:8006"; token = secret("PVE_TOKEN")
    firewall {
        ipset("1st") { add("10.0.3.0/24", "10.0.3.0/24", "everybody!") }
        alias("gateway", "10.0.3.1")
        alias("gateway", "10.0.3.2")
        alias("router", "10.0.300.1")
        group("the web, for everybody") { allow("http") }
        allow("ssh!")
        allow("https") { port = "443" }
        allow { port = "80 and 443"; from("somewhere else"); log = "loud"; comment = "one\ntwo" }
        allow { from("10.0.3.5/24"); to("10.0.3.0/24", "+dc/admins", "2001:db8::1"); port = "99999"; protocol = "tpc" }
        allow { protocol = "gre"; port = "80" }
        use("no such group is this long")
        ipset("everybody") { add("0.0.0.0/0") }
    }
}
val trinity = host("trinity") { address = "10.0.3.11" }
proxmox("shut") {
    endpoint = "https://10.0.3.11:8006"; token = secret("PVE_TOKEN")
    node("trinity") { host = trinity }
    ceph { network = "10.0.3.0/24"; monitors("trinity") }
    firewall {
        allow { port = "8006" }
        group("pages") { allow("https") { card = "net0" } }
    }
}
