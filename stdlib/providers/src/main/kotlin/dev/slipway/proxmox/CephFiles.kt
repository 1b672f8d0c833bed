package dev.slipway.proxmox

import dev.slipway.model.Fields

/** A file system of Ceph, on two pools of its own. */
internal object CephFiles : CephSort {
    override suspend fun Api.found(inputs: Fields): Fields? = with(CephSort) {
        asked(inputs, "fs").rows().firstOrNull { it.text("name") == inputs.text("name") }?.let { Fields.NONE }
    }

    override suspend fun Api.made(inputs: Fields) {
        val groups = inputs.text("groups").takeIf { it.isNotEmpty() }?.let { mapOf("pg_num" to it) }.orEmpty()
        done(post(inputs.text("node"), CephSort.path(inputs, "fs", inputs.text("name")), Form.of(groups)))
    }

    override suspend fun Api.removed(inputs: Fields): String {
        val name = inputs.text("name")
        return "leaves the file system '$name' of Ceph; 'pveceph fs destroy $name --remove-pools' takes it out"
    }
}
