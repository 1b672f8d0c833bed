package dev.slipway.proxmox

import dev.slipway.provide.Failure

/** Brings a guest to what is wanted, step by step; each step that is done already is left out. */
internal suspend fun Api.brought(from: Found, wanted: Wanted, dropped: Set<String>): Found {
    unlocked(from.node, from.id)
    configured(from, wanted, dropped)
    pooled(from, wanted)
    grown(from, wanted)
    return powered(from, wanted)
}

private suspend fun Api.configured(from: Found, wanted: Wanted, dropped: Set<String>) {
    val set = linkedMapOf<String, String>()
    wanted.options().filterTo(set) { (option, value) -> !same(option, from.config[option], value) }
    val tags = (wanted.tags + Owner.tags(from.config["tags"].orEmpty()).filter { it == Owner.tag(from.uuid) }).sorted()
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
    wanted.disks.filter { it.name !in known }.forEach { disk ->
        set[Disk.free(taken).also(taken::add)] = "${disk.made()}"
    }
    val gone = surplus(from, wanted) + dropped.mapNotNull { Wanted.PLAIN[it] }.filter { it in from.config }
    if (set.isNotEmpty() || gone.isNotEmpty()) {
        val delete = if (gone.isEmpty()) mapOf() else mapOf("delete" to gone.joinToString(","))
        val digest = mapOf("digest" to from.config["digest"].orEmpty()).filterValues { it.isNotEmpty() }
        done(post(from.node, path(from.node, from.id, "config"), Form.of(set + delete + digest)))
        unlocked(from.node, from.id)
    }
}

private fun same(option: String, there: String?, wanted: String) =
    if (option == "ide2") Line.of(there.orEmpty()).first == Line.of(wanted).first else there == wanted

/** Cards and disks that are no longer declared. The volume of such a disk stays with the guest, unused. */
private fun surplus(from: Found, wanted: Wanted): List<String> {
    val names = wanted.disks.map { it.name }
    val cards = from.config.keys.filter { key ->
        Regex("net\\d+").matches(key) && key.removePrefix("net").toInt() >= wanted.nics.size
    }
    return cards + Disk.slots(from.config).filterKeys { it !in names }.values.map { it.first }
}

private suspend fun Api.pooled(from: Found, wanted: Wanted) {
    if (wanted.pool.isNotEmpty()) {
        val there = guests().firstOrNull { it.whole("vmid") == from.id }.text("pool")
        if (there != wanted.pool) {
            put("", "/pools", Form.of("poolid" to wanted.pool, "vms" to from.id, "allow-move" to true))
        }
    }
}

private suspend fun Api.grown(from: Found, wanted: Wanted) {
    val known = Disk.slots(get(from.node, path(from.node, from.id, "config")).texts())
    wanted.disks.forEach { disk ->
        val (slot, line) = known[disk.name] ?: return@forEach
        if (line.first.substringBefore(":") != disk.storage) {
            val move = Form.of("disk" to slot, "storage" to disk.storage, "delete" to true)
            done(post(from.node, path(from.node, from.id, "move_disk"), move))
        }
        val size = Line.bytes(line.options["size"].orEmpty())
        if (disk.size > size) {
            val larger = Form.of("disk" to slot, "size" to "${disk.size / Disk.GIB}G")
            done(put(from.node, path(from.node, from.id, "resize"), larger))
        } else if (disk.size in 1 until size) {
            throw Failure.Rejected(
                "the disk ${disk.name} of ${wanted.name} has ${size / Disk.GIB} GiB, and none is ever made smaller",
                "declare its size, or make another disk",
            )
        }
    }
}

private suspend fun Api.powered(from: Found, wanted: Wanted): Found {
    val now = again(from.node, from.id, wanted.pool)
    val status = path(now.node, now.id, "status")
    when {
        wanted.runs && !now.runs -> done(post(now.node, "$status/start"))

        !wanted.runs && now.runs -> done(post(now.node, "$status/shutdown", Form.of("forceStop" to true)))

        now.runs && pending(now).isNotEmpty() ->
            if (wanted.mayReboot) {
                done(post(now.node, "$status/reboot"))
            } else {
                ticket.say("${wanted.name}: ${pending(now).joinToString()} take effect when it starts the next time")
            }
    }
    return again(now.node, now.id, wanted.pool)
}

/** Options whose change waits for a start. */
private suspend fun Api.pending(of: Found): List<String> = get(of.node, path(of.node, of.id, "pending"))
    .rows()
    .filter { "pending" in it || it.truth("delete") }
    .map { it.text("key") }

/** Moves a guest to another node, while it runs if it does. */
internal suspend fun Api.migrated(from: Found, to: String): Found {
    val form = Form.of("target" to to) + (if (from.runs) mapOf("online" to true) else mapOf())
    done(post(from.node, path(from.node, from.id, "migrate"), form))
    unlocked(to, from.id)
    return again(to, from.id, "")
}
