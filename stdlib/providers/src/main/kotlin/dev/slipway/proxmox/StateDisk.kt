package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.StringValue
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
    private val read: (PropertyString) -> Pair<String, Value>,
) {
    /** The line that makes it; it has a size of its own. */
    fun made(inputs: Fields) = PropertyString("${inputs.text("storage")}:1", marks(inputs))

    /** Whether the volume that is there holds what was declared, wherever it lies. */
    fun isSame(inputs: Fields, line: PropertyString): Boolean = read(line).let { (name, value) ->
        inputs.get(name) ==
            value
    }

    /** Where no such disk is, it lies on no storage. */
    fun seen(there: String?): Fields {
        val line = PropertyString.of(there.orEmpty())
        val (name, value) = read(line)
        return Fields(mapOf("storage" to StringValue(line.first.substringBefore(":")), name to value))
    }

    companion object {
        val EFI = StateDisk(
            "uefi",
            "efidisk0",
            {
                mapOf(
                    "efitype" to "4m",
                    "pre-enrolled-keys" to if (it.get("secureBoot") ==
                        BoolValue.TRUE
                    ) {
                        "1"
                    } else {
                        "0"
                    },
                )
            },
            { "secureBoot" to BoolValue.of(it.options["pre-enrolled-keys"] == "1") },
        )
        val TPM = StateDisk(
            "tpm",
            "tpmstate0",
            { mapOf("version" to "v${it.text("version")}") },
            { "version" to StringValue((it.options["version"] ?: "v1.2").removePrefix("v")) },
        )
        val ALL = listOf(EFI, TPM)
    }
}
