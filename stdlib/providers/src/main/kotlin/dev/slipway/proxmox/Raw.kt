package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.StringValue
import dev.slipway.model.Value

/** Options that a script sets under the names that they have in Proxmox VE. */
internal class Raw(inputs: Fields) {
    val options: Map<String, String> = inputs.texts("raw")

    /** What is there; what means the same is shown as it was declared. */
    fun seen(config: Map<String, String>): Value = Fields(
        options.mapValues { (name, value) ->
            StringValue(if (same(name, config[name], value)) value else config[name].orEmpty())
        },
    )

    companion object {
        /** Parts may come in another order, but for a command line. */
        fun same(option: String, there: String?, wanted: String): Boolean = when {
            there == wanted -> true
            there == null -> false
            option == "args" -> false
            option == "description" -> there.trimEnd('\n') == wanted.trimEnd('\n')
            else -> parts(there) == parts(wanted)
        }

        private fun parts(text: String) = text.split(",").toSet()
    }
}
