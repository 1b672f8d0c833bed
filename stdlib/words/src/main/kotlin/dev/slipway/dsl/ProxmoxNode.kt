package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/**
 * Configures a Proxmox VE node: how it joins a cluster, and its network. `adopt` takes over
 * interfaces that are there.
 */
public class ProxmoxNode internal constructor(internal val name: String, private val origin: Origin) :
    EffectBlock("proxmox.network") {
    /** The certificate that it shows as long as it is in no cluster, by its SHA-256: `fingerprint = "AB:CD:..."`. */
    public var fingerprint: String = ""

    /** The password of its root, where that is another than that of the first: `password = secret("NEO_ROOT")`. */
    public var password: Secret? = null

    /** The address by which it talks to the others of its cluster, where it has several: `link = "10.1.0.12"`. */
    public var link: String = ""

    /**
     * The machine itself over SSH, where it is declared: `host = neo`. A change that can cut off its own way to the
     * node is undone by a timer there, unless the node is reached again. Without it, a host of the script with the address
     * of the node is taken.
     */
    public var host: Host? = null
        set(value) {
            value?.said?.used()
            field = value
        }

    private val interfaces = linkedMapOf<String, InterfaceBlock>()

    /** Where it answers itself, if that is said. */
    internal var endpoint: String = ""

    /** Its own firewall, if anything is said of it. */
    internal var wall: FirewallBlock? = null

    /** What else is declared of it, each by a word of its own. */
    internal val others = mutableListOf<(Value, Lowering) -> Unit>()
    private val problems = mutableListOf<Triple<String, String, String>>()

    /** A bridge, into which guests are plugged: `bridge("vmbr1") { ports("eno2"); vlanAware = true }`. */
    public fun bridge(name: String, block: BridgeBlock.() -> Unit = {}): Unit = add(name, BridgeBlock().apply(block))

    /** Several ports as one: `bond("bond0") { ports("eno1", "eno2"); mode = "802.3ad" }`. */
    public fun bond(name: String, block: BondBlock.() -> Unit): Unit = add(name, BondBlock().apply(block))

    /** The node's own leg in a virtual network: `vlan("vmbr1", 10) { address = "10.9.10.1/24" }`. */
    public fun vlan(on: String, number: Int, block: InterfaceBlock.() -> Unit = {}) {
        if (number !in 1..MOST) {
            problems += Triple("the virtual network $number", "they are 1 to $MOST", "correct the number")
        }
        add("$on.$number", InterfaceBlock("vlan").apply(block))
    }

    private fun add(name: String, said: InterfaceBlock) {
        if (interfaces.put(name, said) != null) {
            problems += Triple("the interface '$name' twice", "a name stands for one", "rename one of them")
        }
    }

    /** How it is reached over SSH, under its name; nothing where no host is declared for it. */
    internal fun guard(into: Lowering): Fields {
        val said = host?.said ?: CurrentScript.cluster().trait(HostNames::class.java, ::HostNames).known.values
            .firstOrNull { it.address.isNotEmpty() && it.address == endpoint.host() }
        return said?.let { Fields.NONE.with(name, it.reached(into)) } ?: Fields.NONE
    }

    /** Its address and the network of it; nothing where the script gives a name or none. */
    internal fun place(declared: String?): NodePlace? =
        listOf(endpoint.host(), host?.said?.address.orEmpty()).firstOrNull { isAddress(it) }
            ?.let {
                NodePlace.of(it, interfaces.values.flatMap { said -> listOf(said.address, said.address6) }, declared)
            }

    /** The network of the node, if anything is said of it. */
    internal val network: TaskKey? get() = TaskKey("proxmox.network", name).takeIf { interfaces.isNotEmpty() }

    /** How root reaches it as long as it is in no cluster. */
    internal fun alone(root: Map<String, Any>, endpoint: String): Map<String, Any> {
        val pinned = if (fingerprint.isEmpty()) mapOf() else mapOf("pins" to listOf(fingerprint))
        val trusted = if (fingerprint.isEmpty()) root else root - "ca"
        val secret = password?.let { mapOf("password" to it) }.orEmpty()
        return trusted + pinned + secret + mapOf("name" to name, "endpoint" to endpoint)
    }

    internal fun lower(reached: Value, into: Lowering) {
        problems += interfaces.flatMap { (name, said) -> said.problems(name) }
        problems.forEach { (what, why, fix) -> into.problem("$what in node '$name'", why, fix, origin) }
        network?.let {
            val what = mapOf(
                "node" to name,
                "interfaces" to interfaces.mapValues { it.value.said() },
                "adopt" to adopt,
            )
            val inputs = Fields(what.mapValues { (key, value) -> into.value(value, "the $key of '$name'", origin) })
            into.add(Effect(it, guarded(inputs.with("proxmox", reached), guard(into)), rules(), origin))
        }
    }

    private companion object {
        const val MOST = 4094
    }
}

/** The inputs of something that can cut off its own way, with the machines over which that is undone. */
internal fun guarded(inputs: Fields, guard: Fields): Fields =
    if (guard == Fields.NONE) inputs else inputs.with("guard", guard)

/** The name or the address in a URL. */
internal fun String.host(): String =
    substringAfter("://").substringBefore('/').replace(Regex(":[0-9]+$"), "").trim('[', ']')
