package dev.slipway.dsl

/** Configures a rule. Everything that it does not say fits. */
@SlipwayDsl
public class FirewallRule internal constructor() {
    private val sources = mutableListOf<String>()
    private val destinations = mutableListOf<String>()

    /** The ports that it is about: `port = "8006"`, or `port = "80,443,8000:8010"`. */
    public var port: String = ""

    /** The ports that packets come from, which is seldom of use: `sourcePort = "1024:65535"`. */
    public var sourcePort: String = ""

    /** The protocol; with a port, TCP where nothing is said: `protocol = "udp"`. */
    public var protocol: String = ""

    /** The network card of the guest, or of the host, that it is about: `card = "net0"`. */
    public var card: String = ""

    /** Whether it is about what goes out, and not about what comes in: `outgoing = true`. */
    public var outgoing: Boolean = false

    /** How loudly it is written to the log when it fits: `log = "info"`. */
    public var log: String = ""

    /** What people should know of it: `comment = "the backup"`. */
    public var comment: String = ""

    /** Whether it is in force: `enabled = false`. */
    public var enabled: Boolean = true

    /** Where packets come from, as addresses, networks, ranges and names: `from("10.0.3.0/24", "10.0.4.7")`. */
    public fun from(vararg addresses: String) {
        sources += addresses
    }

    /** Where packets come from, by a name for addresses: `from(admins)`. */
    public fun from(vararg addresses: Addresses) {
        sources += addresses.map { it.text }
    }

    /** Where packets go to: `to("10.0.3.19")`. */
    public fun to(vararg addresses: String) {
        destinations += addresses
    }

    /** Where packets go to, by a name for addresses: `to(admins)`. */
    public fun to(vararg addresses: Addresses) {
        destinations += addresses.map { it.text }
    }

    internal fun said(action: String, service: String): Map<String, Any> = mapOf(
        "type" to if (outgoing) "out" else "in",
        "action" to action,
        "macro" to service.lowercase(),
        "proto" to protocol.ifEmpty { if (port.isEmpty() && sourcePort.isEmpty()) "" else "tcp" },
        "dport" to port,
        "sport" to sourcePort,
        "source" to sources.joinToString(","),
        "dest" to destinations.joinToString(","),
        "iface" to card,
        "log" to log,
        "comment" to comment,
    ).filterValues { it != "" } + ("enable" to enabled)

    internal fun problems(service: String): List<Triple<String, String, String>> = listOfNotNull(
        Triple(
            "the service '$service'",
            "its name has letters and digits",
            "write one like allow(\"ssh\"), or give a port",
        )
            .takeUnless { service.isEmpty() || SERVICE.matches(service) },
        Triple("a service and a port", "a service says its ports itself", "keep one of them")
            .takeIf { service.isNotEmpty() && (port + sourcePort + protocol).isNotEmpty() },
        Triple(
            "the protocol '$protocol'",
            "known are ${PROTOCOLS.joinToString()}, and numbers",
            "write one like protocol = \"udp\"",
        )
            .takeUnless { protocol.isEmpty() || protocol in PROTOCOLS || protocol.toIntOrNull() in 0..255 },
        Triple("the log level '$log'", "known are ${LEVELS.joinToString()}", "write one like log = \"info\"")
            .takeUnless { log.isEmpty() || log in LEVELS },
        Triple("a comment of several lines", "a rule is one line", "write it in one").takeIf { '\n' in comment },
    ) + listOf(port, sourcePort).filterNot { it.isEmpty() || arePorts(it) }.map {
        Triple(
            "the port '$it'",
            "ports are at most 15 numbers up to 65535, or names of services",
            "write them like 80,443,8000:8010",
        )
    } + wrong(sources) + wrong(destinations) + listOfNotNull(
        Triple("addresses of IPv4 and of IPv6", "a rule is about those of one version", "write two rules")
            .takeIf { versions().size > 1 },
        Triple("the ports of '$protocol'", "it has none", "remove them, or write protocol = \"tcp\"")
            .takeIf { (port + sourcePort).isNotEmpty() && protocol in PROTOCOLS && protocol !in WITH_PORTS },
    )

    /** Which versions of IP it is about, as far as it says so itself. */
    private fun versions(): Set<Int> =
        (sources + destinations).filterNot { NAME.matches(it) }.map { if (':' in it) V6 else V4 }.toSet() +
            listOfNotNull(V4.takeIf { protocol == "icmp" }, V6.takeIf { protocol == "icmpv6" })

    /** What only a rule of one place may say. */
    internal fun misplaced(kind: String): List<Triple<String, String, String>> = listOfNotNull(
        Triple(
            "the card '$card'",
            "rules of a group are about all cards",
            "remove it, or write the rule where the group is used",
        )
            .takeIf { card.isNotEmpty() && kind == "proxmox.firewall.group" },
        Triple("the card '$card'", "a machine has cards like net0", "write one like card = \"net0\"")
            .takeIf { card.isNotEmpty() && kind == "proxmox.firewall.vm" && !Regex("net[0-9]+").matches(card) },
    )

    private fun wrong(addresses: List<String>): List<Triple<String, String, String>> {
        val (names, literal) = addresses.partition { NAME.matches(it) }
        val alone = (names + literal.filter { isRange(it) }).firstOrNull().takeIf { addresses.size > 1 }
        return literal.filterNot { isNetwork(it) || isRange(it) }.map {
            Triple(
                "the address '$it'",
                "it is no address, network from its first address on, range or name of some",
                "write one like 10.0.3.0/24, or +dc/admins for a set of the cluster",
            )
        } + listOfNotNull(
            alone?.let {
                Triple("'$it' with others", "a name or a range stands alone in a rule", "make an ipset of them all")
            },
        )
    }

    private companion object {
        val SERVICE = Regex("[A-Za-z][A-Za-z0-9/]*")
        val NAME = Regex("\\+?((dc|guest)/)?[A-Za-z][A-Za-z0-9_-]+")
        const val V4 = 4
        const val V6 = 6
        val WITH_PORTS = setOf("udp", "17", "tcp", "6", "sctp", "132", "icmp", "icmpv6")
        val PROTOCOLS = listOf("tcp", "udp", "icmp", "icmpv6", "igmp", "gre", "esp", "ah", "sctp", "ospf", "vrrp")
        val LEVELS = listOf("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug", "nolog")
    }
}
