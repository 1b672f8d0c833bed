package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions

/** Nodes that are to be one cluster: the first forms it, and the others join it one after the other. */
internal class ClusterLowering(private val name: String, private val origin: Origin) {
    /** Says what is to be done, and what comes before everything else in the cluster. */
    fun lower(
        root: Map<String, Any>,
        nodes: Map<String, String>,
        hosts: Map<String, ProxmoxNode>,
        into: Lowering,
    ): List<TaskKey> {
        problems(root, nodes).forEach { (what, why, fix) -> into.problem("$what in cluster '$name'", why, fix, origin) }
        var last = TaskKey("proxmox.cluster", name)
        val first = nodes.keys.firstOrNull().orEmpty()
        val link = hosts[first]?.link.orEmpty()
        add(last, mapOf("name" to name, "node" to first, "link" to link, "proxmox" to root), listOf(), into)
        val all = mutableListOf(last)
        nodes.entries.drop(1).forEach { (node, endpoint) ->
            val key = TaskKey("proxmox.node", node)
            val self = hosts[node]?.alone(root, endpoint).orEmpty()
            val what = mapOf(
                "node" to node,
                "cluster" to name,
                "link" to hosts[node]?.link.orEmpty(),
                "proxmox" to root,
                "self" to self,
            )
            add(key, what, listOf(last), into)
            last = key
            all += key
        }
        return all
    }

    /** What is formed already is as good as formed by us. */
    private fun add(key: TaskKey, what: Map<String, Any>, after: List<TaskKey>, into: Lowering) {
        val said = what.filterValues { it != "" }
        val inputs = Fields(said.mapValues { (key, value) -> into.value(value, "the $key of '$name'", origin) })
        into.add(Effect(key, inputs, TaskOptions.NONE.after(after).adopt(true), origin))
    }

    private fun problems(root: Map<String, Any>, nodes: Map<String, String>) = listOfNotNull(
        Triple("the name '$name'", "it has 1 to 15 letters, digits and '-'", "rename it").takeUnless {
            NAME.matches(name)
        },
        Triple("no password of root@pam", "only root forms clusters", "add root = secret(\"...\")")
            .takeUnless { "password" in root },
        Triple("no node", "a cluster is made of them", "declare the first with node(\"...\")").takeIf {
            nodes.isEmpty()
        },
    ) + nodes.entries.drop(1).filter { it.value.isEmpty() }.map {
        Triple(
            "no address of '${it.key}'",
            "it is asked itself to join",
            "write node(\"${it.key}\", \"https://host:8006\")",
        )
    }

    private companion object {
        val NAME = Regex("[A-Za-z0-9]([A-Za-z0-9-]{0,13}[A-Za-z0-9])?")
    }
}
