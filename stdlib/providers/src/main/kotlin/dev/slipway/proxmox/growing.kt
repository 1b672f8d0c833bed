package dev.slipway.proxmox

import dev.slipway.provide.Failure

/** Moves disks to their storage and makes them as large as they should be. Says whether there was anything to do. */
internal suspend fun Api.grown(from: VmState, wanted: VmSpec): Boolean {
    val known = Disk.slots(from.config)
    val disks = wanted.disks.count { disk ->
        known[disk.name]?.let { (slot, line) ->
            moved(from, disk.storage, slot, line) or enlarged(from, disk, slot, line)
        } ?: false
    }
    val states = wanted.states.count { (disk, inputs) ->
        from.config[disk.option]?.let { moved(from, inputs.text("storage"), disk.option, PropertyString.of(it)) }
            ?: false
    }
    return disks + states > 0
}

private suspend fun Api.moved(from: VmState, storage: String, slot: String, line: PropertyString): Boolean {
    if (line.first.substringBefore(":") == storage) {
        return false
    } else if (slot == StateDisk.TPM.option && runs(from)) {
        throw Failure.Rejected(
            "the TPM of '${from.config["name"]}' cannot move to $storage while the machine runs",
            "apply with running = false first",
        )
    }
    val form = FormParameters.of("disk" to slot, "storage" to storage, "delete" to true)
    holding("${from.node}/copies") { carried { post(from.node, path(from.node, from.id, "move_disk"), form) } }
    return true
}

private suspend fun Api.enlarged(from: VmState, disk: Disk, slot: String, line: PropertyString): Boolean {
    val size = PropertyString.bytes(line.options["size"].orEmpty())
    if (disk.size in 1 until size) {
        throw Failure.Rejected(
            "the disk ${disk.name} of ${from.config["name"]} has ${size / Disk.GIB} GiB, and none is ever made smaller",
            "declare its size, or make another disk",
        )
    } else if (disk.size > size) {
        val form = FormParameters.of("disk" to slot, "size" to "${disk.size / Disk.GIB}G")
        carried { put(from.node, path(from.node, from.id, "resize"), form) }
    }
    return disk.size > size
}
