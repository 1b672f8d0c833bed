package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.IntValue
import dev.slipway.model.ListValue
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import dev.slipway.provide.Failure
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Type
import kotlinx.serialization.json.JsonElement

/**
 * A sort of thing that a cluster keeps in a list: each has a name and plain options, and the list shows all of them.
 *
 * @property path where the list is asked for, and where another is added
 * @property key what the name is called there
 * @property needs what a step with one of them needs
 * @property named whether the path of the list changes and removes one, too, with its name as a parameter
 * @property deletes whether an option is taken away by naming it; otherwise it is set to what is usual
 * @property fixed what goes with the making of each
 * @property query what the list is asked with
 * @property passes whether what is refused now will be taken some seconds later
 * @property foresees says before anything is done what will be refused unless something else comes first
 * @property since the first main version that has such things, and what those before it do without
 * @property isNamedByRules whether rules of firewalls can name it, so that a change of one can cut off its own way
 * @property asOf text as a version of Proxmox VE wants it, and [from] as it shows it
 */
internal class CollectionSpec(
    val path: String,
    val key: String,
    val options: Map<String, Kept>,
    val needs: (PlannedStep) -> List<RequiredPrivilege>,
    val named: Boolean = false,
    val deletes: Boolean = false,
    val fixed: Map<String, String> = mapOf(),
    val query: Map<String, String> = mapOf(),
    val since: Pair<Int, String>? = null,
    val passes: suspend Api.(Fields, Failure.Rejected) -> Boolean = { _, _ -> false },
    val foresees: suspend Api.(PlannedStep) -> Unit = {},
    val isNamedByRules: Boolean = false,
    val asOf: ((Int, String) -> String)? = null,
    val from: (Int, String) -> String = { _, text -> text },
) {
    /** An option: what it is called there, what it is when nobody has set it, and what stands before each item of it. */
    class Kept(val option: String, val type: Type, val usual: String = "", val prefix: String = "") {
        val field: Schema.Field get() = Schema.Field.of(type).let { if (type == Type.ITEMS) it.inAnyOrder() else it }

        fun sent(value: Value): String = when (value) {
            is BoolValue -> if (value == BoolValue.TRUE) "1" else "0"
            is ListValue -> value.values().map { "$prefix$it" }.sorted().joinToString(",")
            else -> "$value"
        }

        fun seen(shown: String): Value = shown.ifEmpty { usual }.let { text ->
            when (type) {
                Type.TRUTH -> BoolValue.of(text.lowercase() in setOf("1", "true", "yes", "on"))
                Type.NUMBER -> IntValue(text.toLong())
                Type.ITEMS -> ListValue(text.split(',', ' ', ';').filter { it.isNotEmpty() }.sorted().map { item(it) })
                else -> StringValue(text)
            }
        }

        private fun item(text: String): Value =
            text.removePrefix(prefix).let { if (prefix.isEmpty()) StringValue(it) else IntValue(it.toLong()) }
    }

    fun item(name: String): String = if (named) path else path + FormParameters.path(name)

    fun naming(name: String): Map<String, String> = if (named) mapOf(key to name) else mapOf()

    /** The declared options, under the names that they have there. */
    fun sent(inputs: Fields, major: Int): Map<String, String> = options.filterKeys { it in inputs.names() }
        .entries.associate { (name, kept) ->
            val text = kept.sent(inputs.get(name))
            kept.option to (asOf?.invoke(major, text) ?: text)
        }

    fun seen(row: JsonElement, major: Int): Fields = Fields(
        options.mapValues { it.value.seen(from(major, row.text(it.value.option))) } +
            ("name" to StringValue(row.text(key))),
    )
}
