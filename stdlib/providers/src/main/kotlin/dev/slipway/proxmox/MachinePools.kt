package dev.slipway.proxmox

import dev.slipway.provide.Shape.Type

/** Pools of machines, at which rights are granted. One that has members is never removed. */
internal object MachinePools {
    val SORT = Sort(
        "/pools",
        "poolid",
        needs = ::poolNeeds,
        options = mapOf("comment" to Sort.Kept("comment", Type.TEXT)),
        named = true,
    )
}
