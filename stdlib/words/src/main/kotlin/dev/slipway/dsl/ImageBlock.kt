package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.FileContent
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** Configures an image. */
public class ImageBlock internal constructor(private val name: String, private val origin: Origin) :
    EffectBlock("proxmox.image") {
    private val nodes = sortedSetOf<String>()

    /** Where it comes from: `url = "https://example.org/debian-13.qcow2"`. What ends in `.xz` or `.gz` is unpacked. */
    public var url: String = ""

    /** The file beside the script that it is, instead of an address: `file = "images/talos.raw.xz"`. */
    public var file: String = ""

    /** The SHA-256 digest of what is at the address, in hex: `sha256 = readFile("debian.sha256").trim()`. */
    public var sha256: String = ""

    /** The storage that keeps it, one of files: `storage = "local"`. */
    public var storage: String = ""

    /** What it is where its name does not end so, `raw`, `qcow2`, `vmdk` or `iso`: `format = "qcow2"`. */
    public var format: String = ""

    /** The nodes that it should be on, whatever machines there are: `on("trinity")`. */
    public fun on(vararg nodes: String) {
        this.nodes += nodes
    }

    private val source get() = url.ifEmpty { file }.substringBefore('?')
    private val packing get() = PACKINGS.firstOrNull { source.endsWith(".$it") }.orEmpty()
    private val content get() = if (sort == "iso") "iso" else "import"
    private val filename get() = if (url.isEmpty()) "" else "$name-${sha256.lowercase().take(SHOWN)}.$sort"

    /** The volume that it will be, where that is known; what a file holds is known only when it is read. */
    internal val volume get() = if (url.isEmpty()) "" else "$storage:$content/$filename"
    private val sort get() =
        format.ifEmpty { source.removeSuffix(".$packing").substringAfterLast('/').substringAfterLast('.', "") }

    /** What Proxmox VE cannot unpack by itself comes here first, as a download like any other, and is kept there. */
    private val comesHere get() = url.isNotEmpty() && packing in listOf("xz", "gz")
    private val kept get() = ".slipway/images/$name.$sort.$packing"

    internal fun keep() {
        if (comesHere) {
            val digest = sha256
            val place = kept
            download(url) {
                to = place
                sha256 = digest
            }
        }
    }

    internal fun lower(key: TaskKey, reached: Value, needed: List<String>, into: Lowering) {
        problems().forEach { (what, why, fix) -> into.problem("$what in the image '$name'", why, fix, origin) }
        val what = mapOf(
            "name" to name,
            "storage" to storage,
            "format" to sort,
            "filename" to filename,
            "nodes" to nodes.ifEmpty { needed }.toList(),
        ).filterValues {
            it != ""
        }.mapValues { (what, value) -> into.value(value, "the $what of the image '$name'", origin) }
        val from = when {
            comesHere -> mapOf("file" to FileContent.of(kept))
            file.isNotEmpty() -> mapOf("file" to FileContent.of(file))
            else -> mapOf("url" to Value.of(url), "sha256" to Value.of(sha256.lowercase()))
        }
        into.add(Effect(key, Fields(what + from).with("proxmox", reached), rules(), origin))
    }

    private fun problems() = listOfNotNull(
        Triple("the name '$name'", "it has letters, digits, '-', '_' and '.'", "rename it")
            .takeUnless { NAME.matches(name) },
        Triple("not one source", "it comes from an address or from a file", "keep one of url and file")
            .takeIf { url.isEmpty() == file.isEmpty() },
        Triple("the address '$url'", "an image is downloaded", "write one like https://example.org/debian-13.qcow2")
            .takeUnless { url.isEmpty() || Regex("https?://[^/\\s]+/\\S+").matches(url) },
        Triple("no digest", "nothing else tells what is really at the address", "add sha256 = \"...\" (64 hex digits)")
            .takeIf { url.isNotEmpty() && !Regex("[0-9a-fA-F]{64}").matches(sha256) },
        Triple("no storage", "it must be somewhere", "add storage = \"local\", or another one that keeps files")
            .takeUnless { Regex("[A-Za-z][A-Za-z0-9_.-]*").matches(storage) },
        Triple("the format '$sort'", "known are ${FORMATS.joinToString()}", "say format = \"qcow2\", or what it is")
            .takeIf { sort !in FORMATS },
        Triple("'.$packing'", "nothing here unpacks that but for an iso", "use one that ends in .xz, .gz or .qcow2")
            .takeIf { packing in listOf("zst", "bz2") && (sort != "iso" || url.isEmpty()) },
    )

    private companion object {
        const val SHOWN = 12
        val FORMATS = listOf("raw", "qcow2", "vmdk", "iso")
        val PACKINGS = listOf("xz", "gz", "zst", "bz2")
        val NAME = Regex("[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
    }
}
