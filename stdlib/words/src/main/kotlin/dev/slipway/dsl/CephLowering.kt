package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Observe
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions
import dev.slipway.model.Value

/** The tasks that Ceph is made by, in the order in which it can be made. */
internal class CephLowering(
    private val said: CephBlock,
    private val reached: Value,
    private val root: Value,
    private val into: Lowering,
) {
    private val first = said.monitors.firstOrNull().orEmpty()
    private val all = mutableListOf<TaskKey>()

    fun lower(known: Set<String>) {
        problems(known).forEach { (what, why, fix) -> into.problem("$what in ceph", why, fix, said.origin) }
        into.after(said.rules().after()) {
            val config = mapOf("network" to said.network, "clusterNetwork" to said.clusterNetwork)
            part("proxmox.ceph", CephBlock.NAME, first, config)
            said.monitors.forEach { daemon("mon", it) } // one after the other: each is voted in by those before
            val managers = said.managers.ifEmpty { said.monitors }
            (managers - first).forEach { daemon("mgr", it) } // the first monitor brings the manager of its node
            said.disks.forEach { (place, disk) ->
                val (node, device) = place
                val what = mapOf("device" to device, "class" to disk.sort)
                part("proxmox.ceph.osd", "$node:$device", node, what, disk.rules(), root)
            }
            said.pools.forEach { (name, pool) -> part("proxmox.ceph.pool", name, first, pool.said(), pool.rules()) }
            val metadata = said.metadata.ifEmpty { if (said.files.isEmpty()) setOf() else said.monitors }
            metadata.forEach { daemon("mds", it) }
            said.files.forEach { (name, files) -> part("proxmox.ceph.fs", name, first, mapOf(), files.rules()) }
            val gate = mapOf(
                "node" to first,
                "patience" to said.patience.inWholeMilliseconds,
                "tolerate" to said.tolerated.toList(),
            )
            val rules = said.rules().after(all.toList())
            into.add(Observe(TaskKey("proxmox.ceph.health", CephBlock.NAME), inputs(gate, reached), rules, said.origin))
        }
    }

    private fun daemon(sort: String, node: String) =
        part("proxmox.ceph.daemon", "$sort $node", node, mapOf("sort" to sort))

    /** What is there already is as good as made by us; each comes after what was said before it. */
    private fun part(
        kind: String,
        name: String,
        node: String,
        what: Map<String, Any>,
        rules: TaskOptions = TaskOptions.NONE.adopt(true),
        at: Value = reached,
    ) {
        val key = TaskKey(kind, name)
        val inputs = inputs(what + mapOf("name" to name, "node" to node), at)
        into.add(Effect(key, inputs, rules.after(rules.after() + all.takeLast(1)), said.origin))
        all += key
    }

    private fun inputs(what: Map<String, Any>, at: Value) = Fields(
        what.filterValues { it != "" }.mapValues { (key, value) -> into.value(value, "the $key of ceph", said.origin) },
    ).with("proxmox", at)

    private fun problems(known: Set<String>): List<Triple<String, String, String>> = listOfNotNull(
        Triple("no monitor", "clients find data through a monitor", "add monitors(\"node\")")
            .takeIf { first.isEmpty() },
        Triple("no network", "its daemons meet in one", "add network = \"10.1.0.0/24\"")
            .takeIf { said.network.isEmpty() },
        Triple("no password of root@pam", "only root gives disks to Ceph", "add root = secret(\"...\")")
            .takeIf { said.disks.isNotEmpty() && "password" !in (root as? Fields)?.names().orEmpty() },
    ) + (said.monitors + said.managers + said.metadata + said.disks.keys.map { it.first } - known).map {
        Triple("the unknown node '$it'", "the cluster declares no such node", "correct it, or declare node(\"$it\")")
    } + said.disks.keys.filterNot { it.second.startsWith("/dev/") }.map {
        Triple("the disk '${it.second}'", "disks are files below /dev", "write one like /dev/nvme0n1")
    } + said.twice.map { Triple("$it twice", "a name stands for one", "remove one of them") } +
        said.pools.flatMap { (name, pool) -> pool.problems(name) }
}
