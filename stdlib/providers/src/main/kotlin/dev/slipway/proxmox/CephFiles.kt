package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.DataRule
import dev.slipway.provide.Failure

/** A file system of Ceph, on two pools of its own. */
internal object CephFiles : CephPartSpec {
    override val data: DataRule get() = DataRule.WHOLE

    override suspend fun Api.found(inputs: Fields): Fields? = with(CephPartSpec) {
        asked(inputs, "fs").rows().firstOrNull { it.text("name") == inputs.text("name") }?.let { Fields.NONE }
    }

    override suspend fun Api.made(inputs: Fields) {
        val groups = inputs.text("groups").takeIf { it.isNotEmpty() }?.let { mapOf("pg_num" to it) }.orEmpty()
        served {
            carried {
                post(
                    inputs.text("node"),
                    CephPartSpec.path(inputs, "fs", inputs.text("name")),
                    FormParameters.of(groups),
                )
            }
        }
    }

    /** A metadata server is made when its service was told to start; that it runs is known some seconds later. */
    private suspend fun Api.served(make: suspend () -> Unit) {
        repeat(LOOKS) {
            try {
                return make()
            } catch (refused: Failure.Rejected) {
                if (!NONE_YET.containsMatchIn(refused.message) || ticket.cancelled()) throw refused
            }
            cluster.rest(PAUSE)
        }
        make()
    }

    private val NONE_YET = Regex("no (running|standby) Metadata Server")
    private const val LOOKS = 60
    private const val PAUSE = 1_000L

    override suspend fun Api.removed(inputs: Fields): String {
        val name = inputs.text("name")
        return "leaves the file system '$name' of Ceph; 'pveceph fs destroy $name --remove-pools' takes it out"
    }
}
