package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.FileContent

/** An image as it is declared. Its file is named after its content, so that what has the name is what is wanted. */
internal class Image(private val inputs: Fields) {
    val name: String get() = inputs.text("name")
    val storage: String get() = inputs.text("storage")
    val url: String get() = inputs.text("url")
    val file: FileContent? get() = inputs.get("file") as? FileContent
    val sha256: String get() = inputs.text("sha256")
    val nodes: List<String> get() = inputs.list("nodes").sorted()
    val content: String get() = if (format == "iso") "iso" else "import"
    val filename: String
        get() = inputs.text("filename").ifEmpty { "$name-${file?.digest().toString().take(SHOWN)}.$format" }
    val volume: String get() = "$storage:$content/$filename"
    private val format get() = inputs.text("format")

    /** How it is packed where Proxmox VE unpacks it by itself, which it does for nothing but `iso`. */
    val packing: String get() = url.substringBefore('?').substringAfterLast('.').replace("zstd", "zst")
        .takeIf { it in listOf("gz", "zst", "bz2", "lzo") }.orEmpty()

    private companion object {
        const val SHOWN = 12
    }
}
