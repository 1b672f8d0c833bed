package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Text
import dev.slipway.model.Truth
import dev.slipway.model.Value

/**
 * A small disk that keeps what the hardware of a machine remembers: the variables of its firmware, or the keys of its TPM.
 *
 * @property marks what its line says beside its volume
 */
internal class StateDisk private constructor(
    val input: String,
    val option: String,
    private val marks: (Fields) -> Map<String, String>,
    private val read: (Line) -> Pair<String, Value>,
) {
    /** The line that makes it; it has a size of its own. */
    fun made(inputs: Fields) = Line("${inputs.text("storage")}:1", marks(inputs))

    /** Whether the volume that is there holds what was declared, wherever it lies. */
    fun isSame(inputs: Fields, line: Line): Boolean = read(line).let { (name, value) -> inputs.get(name) == value }

    /** Where no such disk is, it lies on no storage. */
    fun seen(there: String?): Fields {
        val line = Line.of(there.orEmpty())
        val (name, value) = read(line)
        return Fields(mapOf("storage" to Text(line.first.substringBefore(":")), name to value))
    }

    companion object {
        val EFI = StateDisk(
            "uefi",
            "efidisk0",
            { mapOf("efitype" to "4m", "pre-enrolled-keys" to if (it.get("secureBoot") == Truth.TRUE) "1" else "0") },
            { "secureBoot" to Truth.of(it.options["pre-enrolled-keys"] == "1") },
        )
        val TPM = StateDisk(
            "tpm",
            "tpmstate0",
            { mapOf("version" to "v${it.text("version")}") },
            { "version" to Text((it.options["version"] ?: "v1.2").removePrefix("v")) },
        )
        val ALL = listOf(EFI, TPM)
    }
}
