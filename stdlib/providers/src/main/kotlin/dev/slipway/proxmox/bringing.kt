package dev.slipway.proxmox

import dev.slipway.provide.Failure
import dev.slipway.provide.ObservedObject
import java.nio.file.Path

/**
 * Puts an image where it is wanted and is not. Its name says what is in it, so what has the name is not fetched again: of a
 * file that was packed the cluster could not tell, for it compares the digest of what was unpacked.
 *
 * @param compares whether the cluster shall compare the digest of what is there, where it can
 */
internal suspend fun Api.brought(image: Image, root: Path, compares: Boolean): ObservedObject {
    val shelf = shelf(image.storage, image.nodes, image.content)
    val there = lying(shelf, image.volume).keys
    val file = image.file
    if (file == null) {
        val known = if (compares && image.packing.isEmpty()) setOf() else there
        everywhere(shelf.asked - known) { downloaded(image, it) }
    } else if (!there.containsAll(shelf.asked)) {
        val opened = UploadSource.of(root.resolve(file.path()))
        everywhere(shelf.asked - there) { uploaded(opened, image.filename, it, image.storage, image.content) }
    }
    return shelf.seen(image.volume, lying(shelf, image.volume))
        ?: throw Failure.Conflict("the image ${image.name} is gone from '${image.storage}' at once", "plan again")
}

private suspend fun Api.downloaded(image: Image, node: String) {
    val form = FormParameters.of(
        "url" to image.url,
        "content" to image.content,
        "filename" to image.filename,
        "checksum" to image.sha256,
        "checksum-algorithm" to "sha256",
    ) + (if (image.packing.isEmpty()) mapOf() else mapOf("compression" to image.packing))
    try {
        carried { post(node, FormParameters.path("nodes", node, "storage", image.storage, "download-url"), form) }
    } catch (refused: Failure.Rejected) {
        throw when {
            TAKEN.containsMatchIn(refused.message) -> refused.saying(
                "another file is called ${image.volume} on $node: ${refused.message}",
                "remove it there, or rename the image",
            )

            "checksum mismatch" in refused.message -> refused.saying(
                "${image.url} is not what it should be: ${refused.message}",
                "find out why; if it is right, correct sha256",
            )

            "No space left" in refused.message -> refused

            "download failed" in refused.message -> refused.saying(
                "$node cannot download ${image.url}: ${refused.message}",
                if (cluster.isRehearsal) {
                    "the lab has no such file; add images=${image.url}#512#${image.sha256} to its line in slipway.lab"
                } else {
                    "correct the address, or let the node reach it"
                },
            )

            else -> refused
        }
    }
}

/** The file is compared with its digest by whoever receives it. One that is there under this name is replaced. */
internal suspend fun Api.uploaded(file: UploadSource, name: String, node: String, storage: String, content: String) {
    val fields = mapOf("content" to content, "checksum-algorithm" to "sha256", "checksum" to file.sha256)
    carried {
        upload(node, FormParameters.path("nodes", node, "storage", storage, "upload"), Upload(fields, name, file))
    }
}

/** A file has the name, and is another one: nothing was fetched. */
private val TAKEN = Regex("checksum mismatch: .*, aborting|refusing to override existing file")
