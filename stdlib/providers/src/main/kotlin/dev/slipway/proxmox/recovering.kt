package dev.slipway.proxmox

import dev.slipway.model.Items
import dev.slipway.model.Value
import dev.slipway.provide.Act
import dev.slipway.provide.Doubt
import dev.slipway.provide.Seen

/**
 * Whether what is found after a lost answer may be what was begun, where nothing can carry a mark: one request makes such a
 * thing, with all that was declared. One that is otherwise was made by somebody else, under the same name, in between.
 */
internal fun isOf(doubt: Doubt, seen: Seen): Boolean {
    val declared = doubt.subject().inputs()
    val actual = seen.actual(declared)
    return doubt.act() != Act.CREATE || declared.names().all { isSame(declared.get(it), actual.get(it)) }
}

private fun isSame(one: Value, other: Value) =
    if (one is Items && other is Items) sorted(one) == sorted(other) else one == other

private fun sorted(items: Items) = items.values().map { "$it" }.sorted()
