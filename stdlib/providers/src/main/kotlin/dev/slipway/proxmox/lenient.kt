package dev.slipway.proxmox

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

// Numbers come as text, truths as numbers, and what is missing as nothing or as null: each is read as what is wanted.

internal fun JsonElement?.text(name: String): String =
    ((this as? JsonObject)?.get(name) as? JsonPrimitive)?.takeIf { it !is JsonNull }?.content.orEmpty()

internal fun JsonElement?.whole(name: String, otherwise: Long = 0): Long =
    text(name).let { it.toLongOrNull() ?: it.toDoubleOrNull()?.toLong() ?: otherwise }

internal fun JsonElement?.truth(name: String): Boolean = text(name).lowercase() in setOf("1", "true", "yes", "on")

internal fun JsonElement?.rows(): List<JsonObject> = (this as? JsonArray).orEmpty().filterIsInstance<JsonObject>()

/** An object of plain values, all as text. */
internal fun JsonElement?.texts(): Map<String, String> =
    (this as? JsonObject)?.mapValues { (name, _) -> text(name) }?.toSortedMap().orEmpty()

/** What stands alone, such as the name of a task; empty where there is nothing. */
internal fun JsonElement?.alone(): String = (this as? JsonPrimitive)?.takeIf { it !is JsonNull }?.content.orEmpty()
