package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** The firewall of the cluster, with the names that all rules may use. Without it no other firewall is in force. */
public class ClusterFirewall internal constructor() : FirewallBlock("proxmox.firewall") {
    /** What stands behind the names of addresses, and which rules are in the groups. */
    internal val addresses = mutableMapOf<String, List<String>>()
    internal val groups = mutableMapOf<String, List<Map<String, Any>>>()
    private var guard = Fields.NONE
    private val named = linkedMapOf<TaskKey, (Value, Lowering) -> Unit>()

    /** An address or a network under a name: `alias("gateway", "10.0.3.1")`. */
    public fun alias(name: String, address: String, comment: String = ""): Addresses {
        val key = TaskKey("proxmox.firewall.alias", name)
        if (!isNetwork(address)) {
            CurrentScript.cluster().problem(
                "'$address' is no address and no network from its first address on",
                "a name stands for one",
                "write one like 10.0.3.1",
            )
        }
        addresses[name] = listOf(address)
        val what = mapOf("name" to name, "cidr" to withoutLength(address), "comment" to comment)
        named(key, name, what, Origins.here(), EffectBlock(key.kind()))
        return Addresses(key, "dc/$name")
    }

    /** Addresses under a name: `ipset("admins") { add("10.0.3.0/24"); except("10.0.3.66") }`. */
    public fun ipset(name: String, block: AddressSet.() -> Unit): Addresses {
        val key = TaskKey("proxmox.firewall.ipset", name)
        val said = AddressSet().apply(block)
        addresses[name] = said.entries.filterValues { it }.keys.toList()
        named(key, name, mapOf("name" to name, "entries" to said.entries), Origins.here(), said)
        return Addresses(key, "+dc/$name")
    }

    /** From where hosts are managed: the web page, SSH and the console always stay open: `management("10.0.3.0/24")`. */
    public fun management(vararg addresses: String): Addresses = ipset(MANAGEMENT) { add(*addresses) }

    /** Rules under a name: `group("web") { allow("http"); allow("https") }`. */
    public fun group(name: String, block: FirewallRules.() -> Unit): FirewallGroup {
        val key = TaskKey("proxmox.firewall.group", name)
        val origin = Origins.here()
        val rules = FirewallRules(key.kind()).apply(block)
        groups[name] = rules.said
        val again = put(key) { reached, into ->
            groupProblems(name).forEach { (what, why, fix) -> into.problem(what, why, fix, origin) }
            rules.report("the group '$name'", into)
            val said = into.value(mapOf("name" to name, "rules" to rules.said), "the group '$name'", origin) as Fields
            into.add(Effect(key, guarded(said.with("proxmox", reached), guard), rules.rules(), origin))
        }
        twice(again, name)
        return FirewallGroup(key, name)
    }

    private fun named(key: TaskKey, name: String, what: Map<String, Any>, origin: Origin, rules: EffectBlock) {
        val again = put(key) { reached, into ->
            if (!NAME.matches(name) || (key.kind() == "proxmox.firewall.ipset" && name != name.lowercase())) {
                val letters = if (key.kind() == "proxmox.firewall.ipset") "small letters" else "letters"
                into.problem("the name '$name'", "it has 2 to 64 $letters, digits, '-' and '_'", "rename it", origin)
            }
            val said = into.value(what.filterValues { it != "" }, "the addresses '$name'", origin) as Fields
            into.add(Effect(key, guarded(said.with("proxmox", reached), guard), rules.rules(), origin))
        }
        twice(again, name)
    }

    private fun put(key: TaskKey, lower: (Value, Lowering) -> Unit): Any? {
        FirewallNames.here().declared += key
        return named.put(key, lower)
    }

    private fun twice(again: Any?, name: String) {
        if (again != null) {
            CurrentScript.cluster().problem("the name '$name' twice", "it stands for one thing", "rename one of them")
        }
    }

    /** All names are there before the firewall is switched on, and leave after it. */
    internal fun lower(reached: Value, cluster: ProxmoxBlock, origin: Origin, into: Lowering) {
        guard = cluster.guard(into)
        named.values.forEach { it(reached, into) }
        after(*named.keys.map { Part(it) }.toTypedArray())
        locksOut(into, origin, guard != Fields.NONE)
        if (enabled) {
            NodeTraffic(cluster, this).problems().forEach { (what, why, fix) -> into.problem(what, why, fix, origin) }
        }
        val management = mapOf(MANAGEMENT to (addresses[MANAGEMENT] ?: listOf<String>()))
        lower(reached, cluster.name, management, origin, into, guard)
    }

    private fun locksOut(into: Lowering, origin: Origin, hasHosts: Boolean) {
        if (enabled && !isOpen(API, "")) {
            into.problem(
                "the firewall would lock you out",
                "no rule allows port 8006, and only the network of the hosts may enter without one",
                "add management(\"10.0.3.0/24\") with the networks from where you manage the hosts",
                origin,
            )
        } else if (enabled && hasHosts && !isOpen(SSH, "ssh")) {
            into.problem(
                "the firewall would lock SSH out",
                "hosts are declared for nodes, and no rule allows port 22",
                "add management(\"10.0.3.0/24\"), or allow(\"ssh\") { from(\"10.0.3.0/24\") }",
                origin,
            )
        }
    }

    private fun isOpen(port: Int, service: String) =
        incoming == Verdict.ALLOW || TaskKey("proxmox.firewall.ipset", MANAGEMENT) in named || said.any {
            it["action"] == "ACCEPT" && it["type"] == "in" &&
                (covers("${it["dport"].orEmpty()}", port) || (service.isNotEmpty() && it["macro"] == service))
        }

    private fun covers(ports: String, port: Int) = ports.split(',').any {
        val bounds = it.split(':').map(String::toIntOrNull)
        port in (bounds.first() ?: 0)..(bounds.last() ?: 0)
    }

    private fun Any?.orEmpty() = this ?: ""

    private companion object {
        const val MANAGEMENT = "management"
        const val API = 8006
        const val SSH = 22
        val NAME = Regex("[A-Za-z][A-Za-z0-9_-]{1,63}")
    }
}
