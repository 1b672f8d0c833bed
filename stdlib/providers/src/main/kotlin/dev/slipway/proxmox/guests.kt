package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

internal fun path(node: String, id: Long, vararg more: String): String =
    FormParameters.path("nodes", node, "qemu", id) + more.joinToString("") { "/$it" }

internal fun List<JsonObject>.of(id: Long?): JsonObject? = firstOrNull { it.whole("vmid") == id }

/** The guest of a row of the list, with what its file says. The list is believed where it is, and nothing else. */
internal suspend fun Api.found(row: JsonElement): VmState? =
    found(row.text("node"), row.whole("vmid"), row.text("pool"))

private suspend fun Api.found(node: String, id: Long, pool: String): VmState? =
    find(node, path(node, id, "config"))?.let { VmState(id, node, it.texts(), null, pool) }

/**
 * A guest by its number, looked for where it was listed a moment ago, and then where it is listed now. That a list does not
 * show it proves nothing: whether the number is free, the cluster says to everybody.
 */
internal suspend fun Api.found(id: Long, rows: List<JsonObject> = listOf()): VmState? {
    rows.of(id)?.let { found(it) }?.let { return it }
    repeat(2) { guests().of(id)?.let { row -> found(row) }?.let { return it } }
    if (!isFree(id)) {
        throw Failure.Rejected(
            "there is a machine $id, and we may not see it",
            "grant VM.Audit on /vms/$id, or on its pool, to the user and to the token",
        )
    }
    return null
}

private suspend fun Api.isFree(id: Long): Boolean = try {
    get("", "/cluster/nextid", FormParameters.of("vmid" to id)).alone().isNotEmpty()
} catch (refused: Failure.Rejected) {
    if ("already exists" !in refused.message) throw refused
    false
}

/** The same guest as its file says it now, wherever HA or people have moved it meanwhile. */
internal suspend fun Api.again(of: VmState): VmState {
    find(of.node, path(of.node, of.id, "config"))?.let { return of.with(it.texts()) }
    val moved = found(of.id)?.takeIf { of.uuid.isEmpty() || it.uuid == of.uuid }
    return moved?.with(runs = of.runs) ?: throw Failure.Conflict("the guest ${of.id} is gone", "plan again")
}

/** Whether it runs is asked of the guest itself: the list of the cluster is some seconds behind. */
internal suspend fun Api.runs(of: VmState): Boolean =
    get(of.node, path(of.node, of.id, "status", "current")).text("status") == "running"

/** The same guest with whether it runs, which its node says of all its guests at once, as it is now. */
internal suspend fun Api.alive(of: VmState): VmState {
    val row = shared(of.node, FormParameters.path("nodes", of.node, "qemu")).rows().of(of.id)
    return if (row ==
        null
    ) {
        again(of).let { it.with(runs = runs(it)) }
    } else {
        of.with(runs = row.text("status") == "running")
    }
}

/** The guest that an intent made, under whatever number; a copy bears its mark only until it is ours. */
internal suspend fun Api.madeBy(uuid: String, wanted: VmSpec, rows: List<JsonObject>): VmState? = rows
    .filter { VmOwnership.tag(uuid) in VmOwnership.tags(it.text("tags")) || wanted.isCopy(it) }
    .firstNotNullOfOrNull { row -> found(row)?.takeIf { it.isBy(uuid) } }

/**
 * A copy that an intent made. The list of the cluster may not show its name for some seconds, or that of a former guest of
 * its number; those of the nodes where it is made do at once.
 */
internal suspend fun Api.copiedBy(uuid: String, wanted: VmSpec, rows: List<JsonObject>): VmState? =
    listOfNotNull(wanted.node, rows.of(wanted.copyOf)?.text("node")).filter { wanted.copyOf != null }.distinct()
        .firstNotNullOfOrNull { node ->
            get(
                node,
                FormParameters.path("nodes", node, "qemu"),
            ).rows().filter(wanted::isCopy).firstNotNullOfOrNull { row ->
                val id = row.whole("vmid")
                found(node, id, rows.of(id).text("pool"))?.takeIf { it.isBy(uuid) }
            }
        }

private fun VmSpec.isCopy(row: JsonObject) = copyOf != null && row.text("name") == name

private fun VmState.isBy(intent: String) = uuid == intent || VmOwnership.marks(config, intent)

/** A guest that we know is ours; somebody else's under the same number is never touched. */
internal suspend fun Api.ours(id: Long, uuid: String, rows: List<JsonObject> = listOf()): VmState? {
    val found = found(id, rows) ?: return null
    if (uuid.isNotEmpty() && found.uuid != uuid) {
        return null
    }
    return found
}

/** After a task has ended, the guest may be locked a moment longer. */
internal suspend fun Api.unlocked(from: VmState): VmState {
    var now = from
    repeat(LOOKS) {
        if (now.config["lock"].isNullOrEmpty()) {
            return now
        }
        cluster.rest(PAUSE)
        now = again(now)
    }
    throw Failure.Transient(
        "the guest ${from.id} is still locked (${now.config["lock"]})",
        "see what holds it; 'qm unlock ${from.id}' frees it after a crash",
    )
}

/** Somebody else has the number. What he is called is asked of himself, for the list may show whoever had it before. */
internal suspend fun Api.taken(id: Long, row: JsonElement, name: String): Failure = Failure.Rejected(
    "the number $id is taken by '${found(row)?.config?.get("name") ?: "VM $id"}' on ${row.text("node")}, " +
        "which is not '$name'",
    "choose another id, or say adopt = true to take that machine over",
)

private const val LOOKS = 30
private const val PAUSE = 1_000L
