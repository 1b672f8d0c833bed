package dev.slipway.proxmox

/** Brings a guest to what is wanted, step by step; each step that is done already is left out. */
internal suspend fun Api.brought(from: Found, wanted: Wanted, uuid: String, dropped: Dropped): Found {
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
private suspend fun Api.configured(from: Found, wanted: Wanted, uuid: String, dropped: Dropped): Boolean {
    val set = linkedMapOf<String, String>()
    wanted.options().filterTo(set) { (option, value) -> !same(option, from.config[option], value) }
    set += claim(from, uuid)
    val tags = (wanted.tags + Owner.tag(uuid)).sorted()
    if (tags != Owner.tags(from.config["tags"].orEmpty()).sorted()) {
        set["tags"] = tags.joinToString(";")
    }
    wanted.nics.forEachIndexed { i, nic ->
        if (Nic.seen(nic, from.config["net$i"]) != nic) {
            set["net$i"] = "${Nic.line(nic, from.config["net$i"])}"
        }
    }
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
    val order = BootOrder.of(from.config).with(wanted.starter?.let { slots[it.name] }, attached)
    if (order.isDeclared && "$order" != from.config["boot"]) {
        set["boot"] = "$order"
    }
    val gone = dropped.options(from.config) + listOf("description").filter { Owner.marks(from.config, uuid) }
    if (set.isEmpty() && gone.isEmpty()) {
        return false
    }
    val delete = if (gone.isEmpty()) mapOf() else mapOf("delete" to gone.joinToString(","))
    val digest = mapOf("digest" to from.config["digest"].orEmpty()).filterValues { it.isNotEmpty() }
    carried { post(from.node, path(from.node, from.id, "config"), Form.of(set + delete + digest)) }
    return true
}

private fun same(option: String, there: String?, wanted: String) =
    if (option == "ide2") Line.of(there.orEmpty()).first == Line.of(wanted).first else there == wanted

private suspend fun Api.pooled(from: Found, wanted: Wanted): Found {
    if (wanted.pool.isEmpty() || wanted.pool == from.pool) {
        return from
    }
    put("", "/pools", Form.of("poolid" to wanted.pool, "vms" to from.id, "allow-move" to true))
    return from.with(pool = wanted.pool)
}

/** Makes a template of it, which it stays. */
private suspend fun Api.templated(from: Found, wanted: Wanted): Found {
    if (!wanted.isTemplate || from.isTemplate) {
        return from
    }
    val off = powered(from, wanted)
    carried { post(off.node, path(off.node, off.id, "template")) }
    return unlocked(again(off))
}

/** Moves a guest to another node, while it runs if it does. */
internal suspend fun Api.migrated(from: Found, to: String): Found {
    val form = Form.of("target" to to) + (if (runs(from)) mapOf("online" to true) else mapOf())
    carried { post(from.node, path(from.node, from.id, "migrate"), form) }
    return unlocked(again(from.with(node = to)))
}
