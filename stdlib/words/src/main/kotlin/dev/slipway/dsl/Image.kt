package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.TaskKey

/**
 * An image from which disks are made, kept on a storage: once where nodes share the storage, otherwise on each node that
 * has a machine with a disk of it.
 *
 * ```
 * proxmox {
 *     endpoint = "https://trinity.home.example:8006"; token = secret("PVE_TOKEN")
 *     node("trinity")
 *     val debian = image("debian") {
 *         url = "https://cloud.debian.org/images/cloud/trixie/latest/debian-13-genericcloud-amd64.qcow2"
 *         sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
 *         storage = "local"
 *     }
 *     vm("web") { on("trinity"); disk("root") { size = 20.GiB; storage = "local-lvm"; image = debian } }
 * }
 * ```
 */
public fun ProxmoxBlock.image(name: String, block: ImageBlock.() -> Unit): StoredImage {
    val said = ImageBlock(name, Origins.here()).apply(block)
    val image = StoredImage(TaskKey("proxmox.image", name), said.volume)
    if (!images.add(name)) {
        CurrentScript.cluster().problem("a second image '$name'", "each has its own name", "rename one of them")
    } else {
        said.keep()
        others += { reached, into ->
            said.after(*ground.toTypedArray())
            said.lower(image.key, reached, nodesOf { image in it.images }, into)
        }
    }
    return image
}
