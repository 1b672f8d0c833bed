package dev.slipway.proxmox

import dev.slipway.provide.Failure
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject

/**
 * Begins to copy a guest. The copy gets a UUID of its own from the cluster, so until it has ours it bears a mark, by which it
 * is found again after a crash.
 */
internal suspend fun Api.cloned(wanted: VmSpec, uuid: String, id: Long, rows: List<JsonObject>): JsonElement? {
    val of = checkNotNull(wanted.copyOf)
    val source = rows.of(of) ?: guests().of(of) ?: throw Failure.Rejected(
        "there is no machine $of to make '${wanted.name}' of",
        "declare it, or copy another one",
    )
    val from = source.text("node")
    val storages = wanted.disks.map { it.storage }.distinct()
    val form = linkedMapOf<String, Any>(
        "newid" to id,
        "name" to wanted.name,
        "full" to !wanted.linked,
        "description" to VmOwnership.mark(uuid),
    )
    if (wanted.pool.isNotEmpty()) form["pool"] = wanted.pool
    if (wanted.node != from) form["target"] = wanted.node
    if (!wanted.linked && storages.size == 1) form["storage"] = storages.single()
    try {
        return post(from, path(from, of, "clone"), FormParameters.of(form))
    } catch (refused: Failure.Rejected) {
        throw explained(refused, from, of)
    }
}

/** Why a guest is not copied, with what the guest itself says of that. */
private suspend fun Api.explained(refused: Failure.Rejected, from: String, of: Long): Failure {
    val config = find(from, path(from, of, "config")).texts()
    return when {
        "uses local storage" in refused.message -> refused.saying(
            refused.message,
            "make it on $from, where '${config["name"]}' is, or keep both on a storage that nodes share",
        )

        "clone feature is not supported" in refused.message && config["template"] != "1" -> refused.saying(
            "'${config["name"]}' is no template, and only of one there are linked copies: ${refused.message}",
            "say template = true there, or copy it in full: cloneOf(...)",
        )

        else -> refused
    }
}

/** A copy that its maker left before it was ours. */
internal suspend fun Api.claimed(from: VmState, uuid: String): VmState {
    val copy = unlocked(from)
    val claim = claim(copy, uuid)
    if (claim.isEmpty()) {
        return copy
    }
    val tags = (VmOwnership.others(copy.config) + VmOwnership.tag(uuid)).joinToString(";")
    val form = FormParameters.of(claim + mapOf("tags" to tags, "delete" to "description"))
    carried { post(copy.node, path(copy.node, copy.id, "config"), form) }
    return again(copy)
}

/** What makes a copy ours: our UUID and our tag, in the same step in which its mark is taken away. */
internal fun claim(from: VmState, uuid: String): Map<String, String> = if (from.uuid == uuid) {
    mapOf()
} else {
    mapOf("smbios1" to "${PropertyString.of(from.config["smbios1"].orEmpty()).with(mapOf("uuid" to uuid))}")
}
