package dev.slipway.proxmox

import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type

/** The shape of something in a cluster, which may come to be reached in another way and is the same all the same. */
internal fun shape(fields: Map<String, Field>): Schema =
    Schema.of(fields + (PROXMOX to Field.of(Type.FIELDS).mandatory())).reachedBy(PROXMOX)

/** The same of something that can cut off its own way, with the machines over which it is undone. */
internal fun guardedShape(fields: Map<String, Field>): Schema = Schema.of(
    fields + mapOf(PROXMOX to Field.of(Type.FIELDS).mandatory(), GUARD to Field.of(Type.FIELDS)),
).reachedBy(PROXMOX, GUARD, OwnAddress.MANAGEMENT)

internal const val PROXMOX = "proxmox"
