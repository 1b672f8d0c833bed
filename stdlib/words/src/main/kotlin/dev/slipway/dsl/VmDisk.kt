package dev.slipway.dsl

/**
 * Configures a disk of a virtual machine. A disk that is made from an image or a template is disposable; any other holds
 * data: it protects its machine, and it stays in it when its line is deleted, until it is released.
 */
@SlipwayDsl
public class VmDisk internal constructor() {
    /** How large it is, in whole GiB. It can be made larger later, never smaller: `size = 20.GiB`. */
    public var size: Size = 0.GiB

    /** The storage that it is on; another one moves it: `storage = "local-lvm"`. */
    public var storage: String = ""

    /** What it is a copy of when it is made: `image = debian`, or `image = volume("local:import/debian-13.qcow2")`. */
    public var image: DiskImage? = null

    /**
     * Whether what is on it can be lost: `disposable = true` for a cache or a scratch disk, `disposable = false` for data on
     * a disk that was made from an image. The default is true for a disk that is made from an image or a template.
     */
    public var disposable: Boolean? = null

    /** An image that is there already, as Proxmox VE names it: `image = volume("local:import/debian-13.qcow2")`. */
    public fun volume(name: String): DiskImage = NamedImage(name)

    internal fun said(usual: String, copied: Boolean): Map<String, Any> = mapOf(
        "size" to size.bytes,
        "storage" to storage.ifEmpty { usual },
        "image" to image?.source,
        "disposable" to (disposable ?: true.takeIf { copied }),
    ).mapNotNull { (name, value) -> value?.takeIf { it != "" }?.let { name to it } }.toMap()

    internal fun problems(name: String, usual: String): List<Triple<String, String, String>> = listOfNotNull(
        Triple("the disk name '$name'", "it has 1 to 20 letters, digits, '-' and '_'", "rename it")
            .takeUnless { NAME.matches(name) },
        Triple("the size $size of the disk '$name'", "disks have whole GiB", "write one like size = 20.GiB")
            .takeIf { size.bytes % 1.GiB.bytes != 0L || size < 1.GiB },
        Triple(
            "no storage for the disk '$name'",
            "it must be somewhere",
            "add storage { disks = \"...\" } to the cluster",
        )
            .takeIf { storage.isEmpty() && usual.isEmpty() },
        Triple(
            "the storage '$storage' of the disk '$name'",
            "storages are called by letters, digits, '-', '_' and '.'",
            "correct it",
        ).takeUnless { STORAGE.matches(storage) },
        Triple("a comma in the disk '$name'", "options are separated by commas", "remove it")
            .takeIf { ',' in (image as? NamedImage)?.volume.orEmpty() },
    )

    private companion object {
        val STORAGE = Regex("([A-Za-z][A-Za-z0-9_.-]*)?")
        val NAME = Regex("[A-Za-z0-9_-]{1,20}")
    }
}
