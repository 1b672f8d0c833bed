package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.DataRule
import dev.slipway.provide.Failure

/** A pool of Ceph. How many groups it has is left to Ceph once it is there, unless somebody declares another number then. */
internal object CephPool : CephPartSpec {
    override val data: DataRule get() = DataRule.WHOLE
    private val OPTIONS = mapOf("size" to "size", "least" to "min_size", "scale" to "pg_autoscale_mode")
    private val NUMBERS = setOf("size", "least")

    override suspend fun Api.found(inputs: Fields): Fields? = with(CephPartSpec) {
        asked(inputs, "pool").rows().firstOrNull { it.text("pool_name") == inputs.text("name") }?.let { row ->
            OPTIONS.filterKeys { inputs.text(it).isNotEmpty() }.entries.fold(Fields.NONE) { all, (input, option) ->
                val there: Any = if (input in NUMBERS) row.whole(option) else row.text(option)
                all.with(input, dev.slipway.model.Value.of(there))
            }
        }
    }

    override suspend fun Api.made(inputs: Fields) {
        val form = FormParameters.of("name" to inputs.text("name"), "application" to "rbd") + options(inputs, ALL)
        carried { post(inputs.text("node"), CephPartSpec.path(inputs, "pool"), form) }
    }

    /** The number of groups is sent only when it was declared anew: what Ceph has made of it since is better. */
    override suspend fun Api.changed(before: Fields, desired: Fields) {
        val names = if (before.text("groups") == desired.text("groups")) OPTIONS else ALL
        val form = FormParameters.of(options(desired, names))
        carried { put(desired.text("node"), CephPartSpec.path(desired, "pool", desired.text("name")), form) }
    }

    /**
     * Proxmox VE refuses as long as there are disks on it of a storage that it knows. Once the storage is gone, it would
     * destroy them: so whether anything lies on it is looked at here too.
     */
    override suspend fun Api.removed(inputs: Fields): String? {
        val (node, name) = inputs.text("node") to inputs.text("name")
        val row = get(node, CephPartSpec.path(inputs, "pool")).rows().firstOrNull { it.text("pool_name") == name }
        if (row.whole("bytes_used") > EMPTY) {
            throw Failure.Rejected(
                "the pool '$name' of Ceph holds ${row.whole("bytes_used") shr MIB} MiB of data",
                "move or remove the disks on it ('rbd ls $name' on a host), or 'pveceph pool destroy $name'",
            )
        }
        done(delete(node, CephPartSpec.path(inputs, "pool", name)))
        return null
    }

    private val ALL = OPTIONS + ("groups" to "pg_num")

    /** What a pool has of its own, without anything on it. */
    private const val EMPTY = 1L shl 20
    private const val MIB = 20

    private fun options(inputs: Fields, names: Map<String, String>) =
        names.filterKeys { inputs.text(it).isNotEmpty() }.entries.associate { it.value to inputs.text(it.key) }
}
