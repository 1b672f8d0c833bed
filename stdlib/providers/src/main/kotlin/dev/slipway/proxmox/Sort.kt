package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Items
import dev.slipway.model.Text
import dev.slipway.model.Truth
import dev.slipway.model.Value
import dev.slipway.model.Whole
import dev.slipway.provide.Shape
import dev.slipway.provide.Shape.Type
import kotlinx.serialization.json.JsonElement

/**
 * A sort of thing that a cluster keeps in a list: each has a name and plain options, and the list shows all of them.
 *
 * @property path where the list is asked for, and where another is added
 * @property key what the name is called there
 * @property deletes whether an option is taken away by naming it; otherwise it is set to what is usual
 * @property fixed what goes with the making of each
 */
internal class Sort(
    val path: String,
    val key: String,
    val options: Map<String, Kept>,
    val deletes: Boolean = false,
    val fixed: Map<String, String> = mapOf(),
) {
    /** An option: what it is called there, what it is when nobody has set it, whether it can be changed. */
    class Kept(val option: String, val type: Type, val usual: String = "", val isLasting: Boolean = false) {
        val field: Shape.Field
            get() = Shape.Field.of(type).let { if (type == Type.ITEMS) it.inAnyOrder() else it }
                .let { if (isLasting) it.replacing() else it }

        fun sent(value: Value): String = when (value) {
            is Truth -> if (value == Truth.TRUE) "1" else "0"
            is Items -> value.values().map { "$it" }.sorted().joinToString(",")
            else -> "$value"
        }

        fun seen(row: JsonElement): Value = row.text(option).ifEmpty { usual }.let { text ->
            when (type) {
                Type.TRUTH -> Truth.of(text.lowercase() in setOf("1", "true", "yes", "on"))
                Type.NUMBER -> Whole(text.toLong())
                Type.ITEMS -> Items(text.split(',', ' ', ';').filter { it.isNotEmpty() }.sorted().map(::Text))
                else -> Text(text)
            }
        }
    }

    fun item(name: String): String = path + Form.path(name)

    /** The declared options, under the names that they have there. */
    fun sent(inputs: Fields): Map<String, String> = options.filterKeys { it in inputs.names() }
        .entries.associate { (name, kept) -> kept.option to kept.sent(inputs.get(name)) }

    fun seen(row: JsonElement): Fields =
        Fields(options.mapValues { it.value.seen(row) } + ("name" to Text(row.text(key))))
}
