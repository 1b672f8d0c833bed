package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.Hasher
import dev.slipway.model.ListValue
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import dev.slipway.provide.LookDepth
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Token
import kotlinx.serialization.json.JsonElement

/** A storage as the cluster has it. The list of all says as much of each as is said when it is asked for alone. */
internal class StorageState(row: JsonElement?) {
    private val options = row.texts()
    val digest: String get() = options["digest"].orEmpty()

    val token: Token
        get() {
            val said = options.filterKeys { it != "digest" }.mapValues { (name, value) ->
                if (name in LISTS) "${sorted(value)}" else value
            }
            return Token(Hasher.of(Value.of(said)).toString())
        }

    /** What is there, under the names of what was declared. */
    fun seen(declared: Fields): ObservedObject {
        val there = mapOf<String, Value>(
            "name" to StringValue(options["storage"].orEmpty()),
            "type" to StringValue(options["type"].orEmpty()),
            "content" to list("content"),
            "nodes" to list("nodes"),
            "enabled" to BoolValue.of(options["disable"] != "1"),
            "place" to same(declared, "place"),
            "options" to same(declared, "options"),
        )
        return ObservedObject(options["storage"].orEmpty(), Fields(there), mapOf(LookDepth.COLLECTION to token))
    }

    /** What is there and should not be: declared before and not now, or somebody's narrowing of it. */
    fun surplus(before: Set<String>, wanted: Set<String>): Set<String> =
        (before + "nodes" + "disable").filterTo(sortedSetOf()) { it in options } - wanted

    private fun list(name: String) = ListValue(sorted(options[name].orEmpty()).map(::StringValue))

    private fun same(declared: Fields, name: String) =
        Value.of(declared.texts(name).keys.filter { it in options }.associateWith { options.getValue(it) })

    companion object {
        private val LISTS = listOf("content", "nodes")

        private fun sorted(list: String) = list.split(',', ' ', ';').filter { it.isNotEmpty() }.sorted()

        /** The options that may be changed, as they are called where the storage stands. */
        fun options(declared: Fields): Map<String, String> {
            val lists = LISTS.associateWith { name ->
                (declared.get(name) as? ListValue)?.values().orEmpty().joinToString(",")
            }.filterValues { it.isNotEmpty() }
            val off = if (declared.get("enabled") == BoolValue.FALSE) mapOf("disable" to "1") else mapOf()
            return declared.texts("options") + lists + off
        }
    }
}
