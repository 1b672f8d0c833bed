package dev.slipway.proxmox

import dev.slipway.provide.Failure
import org.tukaani.xz.XZInputStream
import java.io.ByteArrayInputStream
import java.io.IOException
import java.io.InputStream
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.HexFormat
import java.util.zip.GZIPInputStream

/** A file as it is uploaded: unpacked on the way, with the length and the digest that it has then. */
internal class UploadSource(val length: Long, val sha256: String, val open: () -> InputStream) {
    companion object {
        private const val CHUNK = 1 shl 16

        fun of(content: ByteArray): UploadSource = of { ByteArrayInputStream(content) }

        /** Unpacks it once to see how long it will be, and whether it is whole; nothing of that is kept. */
        fun of(file: Path): UploadSource = try {
            of { unpacked(file) }
        } catch (e: IOException) {
            throw Failure.Rejected("$file is damaged or cut short: ${e.message ?: e}", "bring it here again", e)
        }

        private fun of(open: () -> InputStream): UploadSource {
            val digest = MessageDigest.getInstance("SHA-256")
            var length = 0L
            val chunk = ByteArray(CHUNK)
            open().use { from ->
                while (true) {
                    val count = from.read(chunk)
                    if (count < 0) break
                    digest.update(chunk, 0, count)
                    length += count
                }
            }
            return UploadSource(length, HexFormat.of().formatHex(digest.digest()), open)
        }

        private fun unpacked(file: Path): InputStream {
            val bytes = Files.newInputStream(file).buffered(CHUNK)
            return when (file.toString().substringAfterLast('.')) {
                "xz" -> XZInputStream(bytes)
                "gz" -> GZIPInputStream(bytes, CHUNK)
                else -> bytes
            }
        }
    }
}
