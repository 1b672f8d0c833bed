package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.nat.Check
import dev.slipway.nat.Ip
import dev.slipway.nat.Line
import dev.slipway.nat.Nat
import dev.slipway.nat.Net
import dev.slipway.nat.Rule
import dev.slipway.nat.RuleForm

/** Configures the addresses that a machine translates. */
public class NatBlock internal constructor(private val host: HostBlock, internal val key: TaskKey) :
    EffectBlock("host.nat") {
    private val lines = mutableListOf<Line>()
    private val networks = mutableListOf<Net>()

    /** A public address, and who gets what is sent to it: `address("203.0.113.7") { to("10.10.0.10") { tcp(443) } }`. */
    public fun address(address: String, block: NatAddressBlock.() -> Unit) {
        val said = NatAddressBlock(address, Origins.here()).apply(block)
        said.check()
        lines += said.lines()
    }

    /** The same of an address of a network: `address(lan["10.0.3.10"]) { to("10.10.0.10") { tcp(443) } }`. */
    public fun address(address: Address, block: NatAddressBlock.() -> Unit): Unit = address("$address", block)

    /** Networks of guests, which reach the public addresses, too: `inside("10.10.0.0/24")`. */
    public fun inside(vararg networks: String) {
        this.networks += networks.mapNotNull(::net)
    }

    /** The same of a network: `inside(lan)`. */
    public fun inside(network: Network): Unit = inside("$network")

    /** What leaves this network gets the address of the machine, or only through a card: `masquerade("10.10.0.0/24", "eth0")`. */
    public fun masquerade(network: String, out: String = "") {
        net(network)?.let { lines += Line(Rule.Masquerade(it, out), Origins.here()) }
    }

    /** The same of a network: `masquerade(lan)`. */
    public fun masquerade(network: Network, out: String = ""): Unit = masquerade("$network", out)

    internal fun add(line: Line) {
        lines += line
    }

    internal fun lower(reached: Fields, origin: Origin, into: Lowering) {
        if (lines.isEmpty()) {
            into.problem(
                "nat of the host '${host.name}' translates nothing",
                "it has no address and masquerades no network",
                "add address(\"...\") { ... }, or remove it",
                origin,
            )
        }
        Check.of(host.name, Ip.read(reached.text("address")), host.port, lines).forEach {
            into.problem(it.what(), it.why(), it.fix(), it.where())
        }
        val nat = Nat(lines.map { it.rule() }, networks)
        val inputs = mapOf(
            "host" to reached,
            "rules" to nat.rules().map(RuleForm::fields),
            "inside" to nat.inside().map { "$it" },
            "lasting" to true,
            "forwarding" to true,
        )
        into.add(Effect(key, Fields(inputs.mapValues { into.value(it.value, it.key, origin) }), rules(), origin))
    }

    private fun net(text: String): Net? = Net.read(text).orElseGet {
        CurrentScript.cluster().problem(
            "'$text' is no network",
            "a network is its first address, a slash and the length of its prefix",
            "write one like 10.10.0.0/24",
        )
        null
    }
}
