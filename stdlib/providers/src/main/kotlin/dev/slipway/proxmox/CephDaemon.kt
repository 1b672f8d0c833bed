package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Failure

/** A monitor, a manager or a metadata server, called as its node. The first monitor brings a manager with it. */
internal object CephDaemon : CephPartSpec {
    override suspend fun Api.found(inputs: Fields): Fields? = with(CephPartSpec) {
        asked(inputs, inputs.text("sort")).rows()
            .firstOrNull { it.text("name") == inputs.text("node") }
            ?.let { Fields.of("node", inputs.text("node"), "sort", inputs.text("sort")) }
    }

    override suspend fun Api.made(inputs: Fields) {
        val address = inputs.text("address").takeIf { it.isNotEmpty() }?.let { mapOf("mon-address" to it) }.orEmpty()
        try {
            val path = CephPartSpec.path(inputs, inputs.text("sort"), inputs.text("node"))
            carried { post(inputs.text("node"), path, FormParameters.of(address)) }
        } catch (refused: Failure.Rejected) {
            if (!THERE.containsMatchIn(refused.message)) {
                throw refused
            }
        }
    }

    override suspend fun Api.removed(inputs: Fields): String {
        val (node, sort) = inputs.text("node") to inputs.text("sort")
        return "leaves the $sort of Ceph on $node; 'pveceph $sort destroy $node' takes it out"
    }

    /** What an attempt before this one has made: each sort says it in words of its own. */
    private val THERE = Regex("already exists|already in use|already referenced in ceph config")
}
