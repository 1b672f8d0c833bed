// Addresses that cannot be translated
import dev.slipway.dsl.*

val idle = host("idle") { address = "192.0.2.9"; nat { } }
val neo = host("neo") {
    address = "192.0.2.1"
    nat {
        address("trinity") { to("10.10.0.300") { tcp(80) } }
        address("203.0.113.9") { }
        inside("10.10.0.0", "10.10.0.1/24")
        masquerade("10.10.0.0/24", "eth0; reboot")
        masquerade("10.10.0.0/24")
        masquerade("10.10.0.0/24")
        address("203.0.113.3") { to("203.0.113.3") { udp(80) } }
        address("10.0.0.5") { arrivesAt = "203.0.113.4"; to("127.0.0.1") { tcp(80) } }
    }
}
expose("web") via nat("trinity", "203.0.113.1", 8443, to = "10.10.0.10")
expose("mail") via nat(neo, address = "mail.example", port = 25, to = "10.10.0.14")
expose("mail") via nat(neo, address = "mail.example", port = 25, to = "10.10.0.14")
