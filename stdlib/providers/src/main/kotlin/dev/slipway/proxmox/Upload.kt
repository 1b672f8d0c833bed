package dev.slipway.proxmox

import io.ktor.http.ContentType
import io.ktor.http.content.OutgoingContent
import io.ktor.utils.io.ByteWriteChannel
import io.ktor.utils.io.writeFully
import java.util.UUID

/**
 * A file in the one form that Proxmox VE reads: names in quotes, the disposition first, the file last, and the length of
 * it all known before. What separates the parts is drawn anew for each upload, so that no file can hold it.
 */
internal class Upload(fields: Map<String, String>, filename: String, private val file: UploadSource) :
    OutgoingContent.WriteChannelContent() {
    private val border = "slipway-" + UUID.randomUUID()
    private val head = (
        fields.map { (name, value) -> part("name=\"$name\"") + "$value\r\n" }.joinToString("") +
            part("name=\"filename\"; filename=\"$filename\"", "Content-Type: application/octet-stream\r\n")
        ).toByteArray()
    private val tail = "\r\n--$border--\r\n".toByteArray()

    override val contentLength: Long = head.size + file.length + tail.size
    override val contentType: ContentType = ContentType.MultiPart.FormData.withParameter("boundary", border)

    override suspend fun writeTo(channel: ByteWriteChannel) {
        channel.writeFully(head)
        val chunk = ByteArray(CHUNK)
        file.open().use { from ->
            while (true) {
                val count = from.read(chunk)
                if (count < 0) break
                channel.writeFully(chunk, 0, count)
            }
        }
        channel.writeFully(tail)
        channel.flush()
    }

    private fun part(what: String, more: String = "") =
        "--$border\r\nContent-Disposition: form-data; $what\r\n$more\r\n"

    private companion object {
        const val CHUNK = 1 shl 16
    }
}
