package dev.slipway.proxmox

import kotlinx.serialization.json.JsonObject

/** The nodes that a guest prefers, the more the higher its number: a group of its own in 8, a rule of its own in 9. */
internal class HaPreference(guest: Long, val nodes: Map<String, Long>, val isStrict: Boolean, val returns: Boolean) {
    private val name = "slipway-vm-$guest"
    val id: String = "vm:$guest"
    val group: Map<String, String> get() = if (nodes.isEmpty()) mapOf() else mapOf("group" to name)

    suspend fun brought(api: Api) {
        if (nodes.isEmpty()) {
            return
        }
        val list = nodes.toSortedMap().map { "${it.key}:${it.value}" }.joinToString(",")
        val options = if (api.version() < NINE) {
            mapOf("nodes" to list, "restricted" to isStrict, "nofailback" to !returns)
        } else {
            mapOf("nodes" to list, "strict" to isStrict, "type" to "node-affinity", "resources" to id)
        }
        if (row(api) == null) {
            api.post("", path(api), FormParameters.of(options + (key(api) to name)))
        } else {
            api.put("", path(api) + FormParameters.path(name), FormParameters.of(options))
        }
    }

    /** Takes away what says a wish that nobody has any more. */
    suspend fun cleared(api: Api) {
        if (nodes.isEmpty()) {
            removed(api)
        }
    }

    suspend fun removed(api: Api) {
        row(api)?.let { api.delete("", path(api) + FormParameters.path(name)) }
    }

    suspend fun seen(api: Api, resource: JsonObject): HaPreference {
        val row = row(api)?.takeIf { api.version() >= NINE || resource.text("group") == name }
        val eight = api.version() < NINE
        val nodes = row.text("nodes").split(',').filter { it.isNotEmpty() }.associate {
            it.substringBefore(':') to (it.substringAfter(':', "0").toLong())
        }
        // Where nothing is wished for, there is nothing to be strict about, and in 8 nothing to return to.
        val strict = if (row == null) isStrict else row.truth(if (eight) "restricted" else "strict")
        val back = if (!eight) {
            resource.text("failback") != "0"
        } else if (row ==
            null
        ) {
            returns
        } else {
            !row.truth("nofailback")
        }
        return HaPreference(id.removePrefix("vm:").toLong(), nodes, strict, back)
    }

    private suspend fun row(api: Api) = api.shared("", path(api)).rows().firstOrNull { it.text(key(api)) == name }

    private suspend fun path(api: Api) = if (api.version() < NINE) "/cluster/ha/groups" else HaRules.PATH

    private suspend fun key(api: Api) = if (api.version() < NINE) "group" else "rule"

    private companion object {
        const val NINE = 9
    }
}
