package dev.slipway.dsl

import dev.slipway.model.TaskKey

/** What a disk can be a copy of: an image that is declared, or one that is there already. */
public sealed interface DiskImage

/** An image that is kept on a storage, for disks to be copies of. */
public class StoredImage internal constructor(key: TaskKey, internal val known: String) :
    Part(key),
    DiskImage {
    /** The volume, as Proxmox VE names it on each node: `output("image") { debian.volume }`. */
    public val volume: Output<String> get() = field("volume")
}

internal class NamedImage(val volume: String) : DiskImage

/**
 * What a disk is told of its image. What is known before the image is there changes nothing for a machine when the image
 * comes to one node more.
 */
internal val DiskImage.source: Any
    get() = when (this) {
        is StoredImage -> known.ifEmpty { volume }
        is NamedImage -> volume
    }
