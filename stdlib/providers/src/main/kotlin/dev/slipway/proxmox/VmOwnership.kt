package dev.slipway.proxmox

import java.util.UUID
import kotlin.text.Charsets.UTF_8

/**
 * Whose a guest is. Its UUID is made of the intent that made it, so that after a crash it is recognized; the beginning of
 * it is a tag too, which the list of all guests shows. A guest with another UUID is another one, whatever its number.
 */
internal object VmOwnership {
    const val MARK = "slipway-"
    private const val SHOWN = 8

    fun uuid(intent: String): String = "${UUID.nameUUIDFromBytes(intent.toByteArray(UTF_8))}"

    fun tag(uuid: String): String = MARK + uuid.take(SHOWN)

    /** What says of a copy whose it is going to be. */
    fun mark(uuid: String): String = "slipway:$uuid"

    fun marks(config: Map<String, String>, uuid: String): Boolean = config["description"].orEmpty().trim() == mark(uuid)

    fun uuidOf(config: Map<String, String>): String =
        PropertyString.of(config["smbios1"].orEmpty()).options["uuid"].orEmpty()

    fun tags(text: String): List<String> = text.split(';', ',', ' ').filter { it.isNotEmpty() }

    /** The tags that are not ours to speak of. */
    fun others(config: Map<String, String>): List<String> =
        tags(config["tags"].orEmpty()).filterNot { it.startsWith(MARK) }.sorted()
}
