package dev.slipway.proxmox

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

// What others do to a cluster, who know nothing of us.

internal suspend fun Api.change(id: Int, option: Pair<String, String>) {
    val node = whereIs(id)
    put(node, path(node, id.toLong(), "config"), FormParameters.of(option))
}

/** Takes options away. */
internal suspend fun Api.drop(id: Int, options: String) {
    val node = whereIs(id)
    put(node, path(node, id.toLong(), "config"), FormParameters.of("delete" to options))
}

/** A mapping of a USB device, which need not be there as long as no machine with it starts. */
internal suspend fun Api.map(node: String, id: String) {
    post("", "/cluster/mapping/usb", FormParameters.of("id" to id, "map" to "node=$node,id=1050:0407"))
}

internal suspend fun Api.make(node: String, id: Int, name: String): Unit =
    carried { post(node, FormParameters.path("nodes", node, "qemu"), FormParameters.of("vmid" to id, "name" to name)) }

internal suspend fun Api.migrate(id: Int, to: String) {
    found(id.toLong())?.let { migrated(it, to) }
}

internal suspend fun Api.config(id: Int): Map<String, String> =
    whereIs(id).let { get(it, path(it, id.toLong(), "config")).texts() }

internal suspend fun Api.destroy(id: Int) {
    val found = found(id.toLong()) ?: return
    if (runs(found)) carried { post(found.node, path(found.node, found.id, "status", "stop")) }
    carried { delete(found.node, path(found.node, found.id), FormParameters.of("purge" to true)) }
}

/** All guests as they are at this moment: what their nodes say of them, and not what is listed of the whole cluster. */
internal suspend fun Api.living(): List<JsonObject> = get("", "/nodes").rows().map { it.text("node") }.flatMap { node ->
    get(node, FormParameters.path("nodes", node, "qemu")).rows().map {
        JsonObject(it + ("node" to JsonPrimitive(node)))
    }
}

/** What lies on a storage, as a node shows it. */
internal suspend fun Api.volumes(node: String, storage: String): Set<String> =
    contents(StorageFiles(storage, listOf(node), false)).keys

private suspend fun Api.whereIs(id: Int) = guests().first { it.whole("vmid") == id.toLong() }.text("node")
