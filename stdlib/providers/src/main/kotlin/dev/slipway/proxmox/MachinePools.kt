package dev.slipway.proxmox

import dev.slipway.provide.Schema.Type

/** Pools of machines, at which rights are granted. One that has members is never removed. */
internal object MachinePools {
    val SORT = CollectionSpec(
        "/pools",
        "poolid",
        needs = ::poolNeeds,
        options = mapOf("comment" to CollectionSpec.Kept("comment", Type.TEXT)),
        named = true,
    )
}
