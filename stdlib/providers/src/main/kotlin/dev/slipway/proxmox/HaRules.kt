package dev.slipway.proxmox

import dev.slipway.provide.Schema.Type

/** Which guests are to be on one node, or on different ones. Groups, which 8 has instead of rules, cannot say it. */
internal object HaRules {
    const val PATH = "/cluster/ha/rules"

    val SORT = CollectionSpec(
        PATH,
        "rule",
        needs = { haNeeds() },
        options = mapOf(
            "guests" to CollectionSpec.Kept("resources", Type.ITEMS, prefix = "vm:"),
            "affinity" to CollectionSpec.Kept("affinity", Type.TEXT),
        ),
        deletes = true,
        fixed = mapOf("type" to "resource-affinity"),
        // The manager of HA counts the nodes, and it does so only when it has something to manage.
        passes = { desired, refused ->
            "more resources than available nodes" in refused.message && desired.list("guests").size <= nodes()
        },
        foresees = { step ->
            val apart = step.desired().list("guests").size.takeIf { step.desired().text("affinity") == "negative" } ?: 0
            val nodes = nodes()
            if (apart > nodes) {
                ticket.say(
                    "HA refuses to keep $apart machines apart (${step.desired().text("name")}) as long as " +
                        "'${connection.name}' has ${if (nodes == 1) "one node" else "$nodes nodes"}: " +
                        "let more hosts join first, or name fewer machines",
                )
            }
        },
        since = 9 to "cannot keep machines apart or together: its HA knows groups of nodes alone",
    )

    private suspend fun Api.nodes() = shared("", "/nodes").rows().size
}
