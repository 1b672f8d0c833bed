package dev.slipway.proxmox

import dev.slipway.model.Fields

/** A pool of Ceph. How many groups it has is left to Ceph once it is there, unless somebody declares another number. */
internal object CephPool : CephSort {
    private val OPTIONS = mapOf("size" to "size", "least" to "min_size", "scale" to "pg_autoscale_mode")
    private val NUMBERS = setOf("size", "least")

    override suspend fun Api.found(inputs: Fields): Fields? = with(CephSort) {
        asked(inputs, "pool").rows().firstOrNull { it.text("pool_name") == inputs.text("name") }?.let { row ->
            OPTIONS.filterKeys { inputs.text(it).isNotEmpty() }.entries.fold(Fields.NONE) { all, (input, option) ->
                val there: Any = if (input in NUMBERS) row.whole(option) else row.text(option)
                all.with(input, dev.slipway.model.Value.of(there))
            }
        }
    }

    override suspend fun Api.made(inputs: Fields) {
        val form = Form.of("name" to inputs.text("name"), "application" to "rbd") + options(inputs)
        done(post(inputs.text("node"), CephSort.path(inputs, "pool"), form))
    }

    override suspend fun Api.changed(inputs: Fields) {
        done(put(inputs.text("node"), CephSort.path(inputs, "pool", inputs.text("name")), Form.of(options(inputs))))
    }

    /** Ceph refuses as long as there are disks of guests on it. */
    override suspend fun Api.removed(inputs: Fields): String? {
        done(delete(inputs.text("node"), CephSort.path(inputs, "pool", inputs.text("name"))))
        return null
    }

    private fun options(inputs: Fields) = (OPTIONS + ("groups" to "pg_num"))
        .filterKeys { inputs.text(it).isNotEmpty() }
        .entries.associate { it.value to inputs.text(it.key) }
}
