package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Value
import dev.slipway.provide.Schema.Field

/**
 * A sort of thing that rules of firewalls name.
 *
 * @property key what the name is called there
 * @property field the input that says what is in it
 */
internal interface SetSpec {
    val what: String
    val path: String
    val key: String
    val field: Pair<String, Field>

    suspend fun Api.content(name: String): Value

    /** Brings it to what is declared; to nothing where nothing is. */
    suspend fun Api.fill(name: String, desired: Fields)
}
