// Addresses that are translated in two ways
import dev.slipway.dsl.*

val neo = host("neo") {
    address = "192.0.2.1"
    nat {
        address("203.0.113.1") {
            arrivesAt = "192.0.2.1"
            to("10.10.0.10") { tcp(443, port = 30443); tcp(0); tcp(70000..70001); udp(9..8) }
            to("10.10.0.11") { tcp(440..450) }
            to("10.10.0.12") { tcp(22) }
            to("fd00::10") { udp(53) }
        }
        address("203.0.113.2") { arrivesAt = "192.0.2.1"; to("10.10.0.12") { udp(1) } }
        address("203.0.113.1") { arrivesAt = "192.0.2.7"; to("10.10.0.10") { udp(1) } }
        address("203.0.113.3") { to("10.10.0.13") { everything(); tcp(80) } }
        address("203.0.113.4") { to("10.10.0.13") { everything() } }
    }
}
expose("web") via nat(neo, address = "203.0.113.1", port = 443, to = "10.10.0.10", arrivesAt = "192.0.2.1")
