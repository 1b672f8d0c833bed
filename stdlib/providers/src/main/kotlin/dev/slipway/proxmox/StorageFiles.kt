package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.Hasher
import dev.slipway.model.IntValue
import dev.slipway.model.ListValue
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import dev.slipway.provide.Listing
import dev.slipway.provide.LookDepth
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Token
import kotlinx.serialization.json.JsonObject
import java.util.concurrent.CompletionStage

/**
 * Where files lie: a storage, and the nodes on which it has to be asked. What is shared is asked through one of them.
 *
 * @param nodes for which a file is wanted
 */
internal data class StorageFiles(val storage: String, val nodes: List<String>, val shared: Boolean) {
    val asked: List<String> get() = if (shared) nodes.take(1) else nodes

    /** One that is shared is the same one through whichever node it is asked. */
    val name: String get() = if (shared) storage else "$storage@${nodes.joinToString(",")}"

    /** What is there of a file, by the node that shows it. */
    fun seen(volume: String, rows: Map<String, JsonObject>): ObservedObject? {
        if (rows.isEmpty()) {
            return null
        }
        val fields = mapOf<String, Value>(
            "volume" to StringValue(volume),
            "nodes" to ListValue((if (shared) nodes else rows.keys.sorted()).map(::StringValue)),
            "shared" to BoolValue.of(shared),
            "size" to IntValue(rows.values.maxOf { it.whole("size") }),
            "made" to IntValue(rows.values.maxOf { it.whole("ctime") }),
        )
        return ObservedObject(volume, Fields(fields), mapOf(LookDepth.COLLECTION to token(rows)))
    }

    /** The same file, as all the nodes show it. */
    fun token(rows: Map<String, JsonObject>): Token {
        val parts = rows.map { (node, row) ->
            "${if (shared) "" else node} ${row.whole("size")} ${row.whole("ctime")}"
        }
        return Token(Hasher.of(Value.of(parts.sorted())).toString())
    }

    companion object {
        /** Where a file was put that is known already. */
        fun of(subject: ObjectRef): StorageFiles {
            val fields = if (subject.outputs().names().isEmpty()) subject.inputs() else subject.outputs()
            val nodes = fields.list("nodes").sorted()
            return StorageFiles(subject.inputs().text("storage"), nodes, fields.get("shared") == BoolValue.TRUE)
        }
    }
}

/** The listings of storages: one request for what is shared, otherwise one for each node. */
internal fun shelves() = Listings { subject -> StorageFiles.of(subject).let { "/${it.name}" to it } }

internal fun Clusters.list(
    shelves: Listings<StorageFiles>,
    listing: Listing,
    ticket: CallContext,
): CompletionStage<Map<String, Token>> {
    val (inputs, shelf) = shelves[listing]
    return work(inputs, ticket) { contents(shelf).mapValues { shelf.token(it.value) } }
}

/** A storage that takes such files, as its nodes see it. */
internal suspend fun Api.shelf(storage: String, nodes: List<String>, content: String): StorageFiles {
    val state = try {
        nodes.firstNotNullOfOrNull { node ->
            unlessApart { get(node, FormParameters.path("nodes", node, "storage", storage, "status")) }
        }
    } catch (refused: Failure.Rejected) {
        if ("No such storage" !in refused.message) throw refused
        throw refused.saying(
            "storage '$storage' does not exist",
            "correct the name, or declare it: storage(\"$storage\") { ... }",
        )
    } ?: throw Failure.Rejected("the cluster has no node ${nodes.joinToString()}", "correct the name, or let it join")
    if (content !in state.text("content").split(",")) {
        throw Failure.Rejected(
            "the storage '$storage' takes no '$content', only ${state.text("content")}",
            "choose another storage, or let it: pvesm set $storage --content ${state.text("content")},$content",
        )
    }
    return StorageFiles(storage, nodes, state.truth("shared"))
}

/** The same before anything is done: a node may join, and a storage be made or opened for such files, in this very run. */
internal suspend fun Api.shelfSoFar(storage: String, nodes: List<String>, content: String): StorageFiles? = try {
    shelf(storage, nodes, content)
} catch (refused: Failure.Rejected) {
    if (NOT_YET.containsMatchIn(refused.message)) null else throw refused
}

/** What a node says; nothing as long as the cluster does not have it. */
private suspend fun <T> unlessApart(ask: suspend () -> T): T? = try {
    ask()
} catch (refused: Failure.Rejected) {
    if ("hostname lookup '" in refused.message) null else throw refused
}

private val NOT_YET = Regex("cluster has no node|storage '.*' (does not exist|takes no)")

/** A file on a shelf, by the node that shows it. */
internal suspend fun Api.lying(on: StorageFiles, volume: String): Map<String, JsonObject> =
    contents(on)[volume].orEmpty()

/** All files on a shelf, each by the node that shows it. */
internal suspend fun Api.contents(on: StorageFiles): Map<String, Map<String, JsonObject>> {
    val all = on.asked.associateWith {
        unlessApart { get(it, FormParameters.path("nodes", it, "storage", on.storage, "content")) }.rows()
    }
    return all.flatMap { (node, rows) -> rows.map { Triple(it.text("volid"), node, it) } }
        .groupBy({ it.first }, { it.second to it.third })
        .mapValues { it.value.toMap() }
}

/** Removes a file; that one is not there is no error, neither for Proxmox VE nor here. */
internal suspend fun Api.removed(node: String, storage: String, volume: String) {
    try {
        carried { delete(node, FormParameters.path("nodes", node, "storage", storage, "content", volume)) }
    } catch (refused: Failure.Rejected) {
        if (!NOWHERE.containsMatchIn(refused.message)) throw refused
    }
}

private val NOWHERE = Regex("storage '[^']*' does not exist|hostname lookup '[^']*' failed")
