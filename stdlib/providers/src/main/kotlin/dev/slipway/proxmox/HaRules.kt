package dev.slipway.proxmox

import dev.slipway.provide.Shape.Type

/** Which guests are to be on one node, or on different ones. Groups, which 8 has instead of rules, cannot say it. */
internal object HaRules {
    const val PATH = "/cluster/ha/rules"

    val SORT = Sort(
        PATH,
        "rule",
        needs = { haNeeds() },
        options = mapOf(
            "guests" to Sort.Kept("resources", Type.ITEMS, prefix = "vm:"),
            "affinity" to Sort.Kept("affinity", Type.TEXT),
        ),
        deletes = true,
        fixed = mapOf("type" to "resource-affinity"),
        since = 9 to "cannot keep machines apart or together: its HA knows groups of nodes alone",
    )
}
