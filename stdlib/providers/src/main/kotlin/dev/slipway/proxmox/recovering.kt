package dev.slipway.proxmox

import dev.slipway.model.ListValue
import dev.slipway.model.Value
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Operation

/**
 * Whether what is found after a lost answer may be what was begun, where nothing can carry a mark: one request makes such a
 * thing, with all that was declared. One that is otherwise was made by somebody else, under the same name, in between.
 */
internal fun isOf(doubt: InterruptedOperation, seen: ObservedObject): Boolean {
    val declared = doubt.subject().inputs()
    val actual = seen.actual(declared)
    return doubt.act() != Operation.CREATE || declared.names().all { isSame(declared.get(it), actual.get(it)) }
}

private fun isSame(one: Value, other: Value) =
    if (one is ListValue && other is ListValue) sorted(one) == sorted(other) else one == other

private fun sorted(items: ListValue) = items.values().map { "$it" }.sorted()
