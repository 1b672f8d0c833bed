package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.ListValue

// What was declared, read as what it is; where nothing was, there is nothing.

/** Fields of plain values within fields, all as text. */
internal fun Fields.texts(name: String): Map<String, String> =
    (get(name) as? Fields)?.entries().orEmpty().associate { it.key to "${it.value}" }

/** The items of a list, as text. */
internal fun Fields.list(name: String): List<String> = (get(name) as? ListValue)?.values().orEmpty().map { "$it" }

/** Fields within fields, or in a list. */
internal fun Fields.parts(name: String): List<Fields> = when (val value = get(name)) {
    is ListValue -> value.values().filterIsInstance<Fields>()
    is Fields -> value.entries().map { it.value }.filterIsInstance<Fields>()
    else -> listOf()
}
