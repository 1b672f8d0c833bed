package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

internal fun path(node: String, id: Long, vararg more: String): String =
    Form.path("nodes", node, "qemu", id) + more.joinToString("") { "/$it" }

/** The guest of a row of the list, with what its file says. One that moves meanwhile is looked for again. */
internal suspend fun Api.found(row: JsonElement): Found? {
    val id = row.whole("vmid")
    val config = find(row.text("node"), path(row.text("node"), id, "config")) ?: return null
    return Found(id, row.text("node"), config.texts(), row.text("status") == "running", row.text("pool"))
}

internal suspend fun Api.found(id: Long): Found? {
    val row = guests().firstOrNull { it.whole("vmid") == id } ?: return null
    return found(row) ?: guests().firstOrNull { it.whole("vmid") == id }?.let { found(it) }
}

/** The same guest as its file says it now, wherever HA or people have moved it meanwhile. */
internal suspend fun Api.again(of: Found): Found {
    find(of.node, path(of.node, of.id, "config"))?.let { return of.with(it.texts()) }
    val moved = found(of.id)?.takeIf { of.uuid.isEmpty() || it.uuid == of.uuid }
    return moved?.with(runs = of.runs) ?: throw Failure.Conflict("the guest ${of.id} is gone", "plan again")
}

/** Whether it runs is asked of the guest itself, for the list may be some seconds behind. */
internal suspend fun Api.runs(of: Found): Boolean =
    get(of.node, path(of.node, of.id, "status", "current")).text("status") == "running"

/** The guest that an intent made, under whatever number; a copy bears its mark only until it is whole. */
internal suspend fun Api.madeBy(uuid: String, wanted: Wanted, rows: List<JsonObject>): Found? = rows
    .filter {
        Owner.tag(uuid) in Owner.tags(it.text("tags")) ||
            (wanted.copyOf != null && it.text("name") == wanted.name)
    }
    .firstNotNullOfOrNull { row -> found(row)?.takeIf { it.uuid == uuid || Owner.marks(it.config, uuid) } }

/** A guest that we know is ours; somebody else's under the same number is never touched. */
internal suspend fun Api.ours(id: Long, uuid: String): Found? {
    val found = found(id) ?: return null
    if (uuid.isNotEmpty() && found.uuid != uuid) {
        return null
    }
    return found
}

/** After a task has ended, the guest may be locked a moment longer. */
internal suspend fun Api.unlocked(from: Found): Found {
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

internal fun taken(id: Long, row: JsonElement, name: String): Failure = Failure.Rejected(
    "the number $id is taken by '${row.text("name")}' on ${row.text("node")}, which is not '$name'",
    "choose another id, or say adopt = true to take that machine over",
)

private const val LOOKS = 30
private const val PAUSE = 1_000L
