package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.DataRule
import dev.slipway.provide.Failure
import kotlinx.serialization.json.JsonElement

/** One sort of part that Ceph is made of: how it is found, made and changed. */
internal interface CephPartSpec {
    /** Whether there is data on it. */
    val data: DataRule get() = DataRule.NONE

    /** What is there, under the names of what was declared; nothing if it is not there. */
    suspend fun Api.found(inputs: Fields): Fields?

    suspend fun Api.made(inputs: Fields)

    suspend fun Api.changed(before: Fields, desired: Fields): Unit = Unit

    /** Says how it is taken out by hand: Ceph without it may be no Ceph, and data may be lost. */
    suspend fun Api.removed(inputs: Fields): String?

    companion object {
        /** Before it is installed, before it is configured, and before there is a monitor to ask. */
        private val ABSENT = Regex("not initialized|binary not installed|rados_connect failed", RegexOption.IGNORE_CASE)

        fun path(inputs: Fields, vararg more: String): String =
            FormParameters.path("nodes", inputs.text("node"), "ceph") + FormParameters.path(*more)

        /** An answer of Ceph, or nothing where there is no Ceph yet. One that does not answer is no such thing. */
        suspend fun Api.asked(inputs: Fields, vararg path: String): JsonElement? =
            unlessAbsent { sharedBriefly(inputs.text("node"), path(inputs, *path)) }

        suspend fun unlessAbsent(ask: suspend () -> JsonElement?): JsonElement? = try {
            ask()
        } catch (refused: Failure.Rejected) {
            if (ABSENT.containsMatchIn(refused.message)) null else throw refused
        }
    }
}
