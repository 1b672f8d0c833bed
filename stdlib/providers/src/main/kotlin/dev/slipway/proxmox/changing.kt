package dev.slipway.proxmox

import dev.slipway.provide.Failure

/** Brings a guest to what is wanted, step by step; each step that is done already is left out. */
internal suspend fun Api.brought(from: VmState, wanted: VmSpec, uuid: String, dropped: RemovedOptions): VmState {
    var now = unlocked(from)
    if (configured(now, wanted, uuid, dropped)) {
        now = unlocked(again(now))
    }
    now = pooled(now, wanted)
    if (grown(now, wanted)) {
        now = again(now)
    }
    return powered(templated(now, wanted), wanted)
}

/** Sets the options that differ, all at once. Says whether there were any. */
private suspend fun Api.configured(from: VmState, wanted: VmSpec, uuid: String, dropped: RemovedOptions): Boolean {
    val set = linkedMapOf<String, String>()
    val options = wanted.options()
    options.forEach { (option, value) ->
        if (value != null && !same(wanted, option, from.config[option], value)) set[option] = value
    }
    if (from.lacksDisc(wanted) && isElsewhere(wanted.inputs.text("seed"), from.node)) set -= wanted.seedSlot
    set += claim(from, uuid)
    val tags = (wanted.tags + VmOwnership.tag(uuid)).sorted()
    if (tags != VmOwnership.tags(from.config["tags"].orEmpty()).sorted()) {
        set["tags"] = tags.joinToString(";")
    }
    wanted.nics.forEachIndexed { i, nic ->
        if (Nic.seen(nic, from.config["net$i"]) != nic) {
            set["net$i"] = "${Nic.line(nic, from.config["net$i"])}"
        }
    }
    wanted.devices.filterNot { it.isSame(from.config[it.option]) }
        .forEach { set[it.option] = "${it.line(from.config[it.option])}" }
    set += remembered(from, wanted)
    val taken = from.config.keys.toMutableSet()
    val known = Disk.slots(from.config)
    val slots = known.mapValues { it.value.first }.toMutableMap()
    val attached = mutableListOf<String>()
    wanted.disks.filter { it.name !in known }.forEach { disk ->
        val former = disk.former(wanted.volume(disk), from.config)
        val slot = former?.first ?: Disk.free(taken).also(taken::add)
        set[slot] = "${former?.second ?: disk.made()}"
        slots[disk.name] = slot
        if (former != null) attached += slot
    }
    val order = if (wanted.bootOrder.isEmpty()) {
        BootOrder.of(from.config).with(wanted.starter?.let { slots[it.name] }, attached)
    } else {
        BootOrder(wanted.named(wanted.bootOrder, slots))
    }
    if (order.isDeclared && "$order" != from.config["boot"]) {
        set["boot"] = "$order"
    }
    val absent = options.filterValues { it == null }.keys.filter { it in from.config }
    val gone = (
        dropped.options(from.config) + absent +
            listOf("description").filter { VmOwnership.marks(from.config, uuid) }
        )
        .filter { it !in set }.distinct()
    if (set.isEmpty() && gone.isEmpty()) {
        return false
    }
    val delete = if (gone.isEmpty()) mapOf() else mapOf("delete" to gone.joinToString(","))
    val digest = mapOf("digest" to from.config["digest"].orEmpty()).filterValues { it.isNotEmpty() }
    carried { post(from.node, path(from.node, from.id, "config"), FormParameters.of(set + delete + digest)) }
    return true
}

private fun same(wanted: VmSpec, option: String, there: String?, value: String) = if (option == wanted.seedSlot) {
    PropertyString.of(there.orEmpty()).first == PropertyString.of(value).first
} else {
    Raw.same(option, there, value)
}

/** Whether a disc does not lie on a node, to which somebody has moved the machine. */
private suspend fun Api.isElsewhere(volume: String, node: String): Boolean =
    lying(shelf(volume.substringBefore(':'), listOf(node), "iso"), volume).isEmpty()

/** The disks for what the hardware remembers that are not there, or hold something else. */
private fun remembered(from: VmState, wanted: VmSpec): Map<String, String> = wanted.states.filterNot { (disk, inputs) ->
    from.config[disk.option]?.let { disk.isSame(inputs, PropertyString.of(it)) } ?: false
}.map { (disk, inputs) ->
    if (disk == StateDisk.TPM && disk.option in from.config) {
        throw Failure.Rejected(
            "the TPM of '${wanted.name}' has another version, which stays as it was made",
            "remove tpm(), apply, and add it again: what is sealed with it is lost",
        )
    }
    disk.option to "${disk.made(inputs)}"
}.toMap()

private suspend fun Api.pooled(from: VmState, wanted: VmSpec): VmState {
    if (wanted.pool.isEmpty() || wanted.pool == from.pool) {
        return from
    }
    put("", "/pools", FormParameters.of("poolid" to wanted.pool, "vms" to from.id, "allow-move" to true))
    return from.with(pool = wanted.pool)
}

/** Makes a template of it, which it stays. */
private suspend fun Api.templated(from: VmState, wanted: VmSpec): VmState {
    if (!wanted.isTemplate || from.isTemplate) {
        return from
    }
    val off = powered(from, wanted)
    carried { post(off.node, path(off.node, off.id, "template")) }
    return unlocked(again(off))
}
