package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** Configures a storage: its type, its location, its content types and its nodes. */
public class StorageBlock internal constructor(private val name: String, private val origin: Origin) :
    EffectBlock("proxmox.storage") {
    private val sorts = linkedMapOf<String, Map<String, String>>()
    private val contents = sortedSetOf<String>()
    private val nodes = sortedSetOf<String>()
    private val options = linkedMapOf<String, String>()
    private var password: Secret? = null

    /** Whether it may be used now: `enabled = false`. */
    public var enabled: Boolean = true

    /** A directory of each node: `dir("/mnt/data")`. */
    public fun dir(path: String): Unit = sort("dir", "path" to path)

    /** What a server exports by NFS: `nfs("10.0.5.9", "/export/backup")`. */
    public fun nfs(server: String, export: String): Unit = sort("nfs", "server" to server, "export" to export)

    /** What a Windows or Samba server shares: `cifs("10.0.5.9", "backup", "pve", secret("NAS_PASSWORD"))`. */
    public fun cifs(server: String, share: String, user: String, password: Secret) {
        this.password = password
        options["username"] = user
        sort("cifs", "server" to server, "share" to share)
    }

    /** A volume group of each node: `lvm("data")`. */
    public fun lvm(group: String): Unit = sort("lvm", "vgname" to group)

    /** A thin pool in a volume group of each node: `lvmthin("pve", "data")`. */
    public fun lvmthin(group: String, pool: String): Unit = sort("lvmthin", "vgname" to group, "thinpool" to pool)

    /** A pool of ZFS on each node: `zfs("rpool/data")`. */
    public fun zfs(pool: String): Unit = sort("zfspool", "pool" to pool)

    /** A pool of Ceph, for disks: `rbd("vm")`. */
    public fun rbd(pool: String): Unit = sort("rbd", "pool" to pool)

    /** A file system of Ceph, for files: `cephfs("cephfs")`. */
    public fun cephfs(name: String): Unit = sort("cephfs", "fs-name" to name)

    /** What it is for, of images, rootdir, iso, vztmpl, backup, snippets and import: `content("iso", "import")`. */
    public fun content(vararg sorts: String) {
        contents += sorts
    }

    /** The nodes that have it; without it, all: `nodes("trinity", "neo")`. */
    public fun nodes(vararg names: String) {
        nodes += names
    }

    /** An option that has no word of its own: `option("prune-backups", "keep-last=3")`. */
    public fun option(name: String, value: String) {
        options[name] = value
    }

    /** Whether it lies on Ceph of the nodes themselves, and not of others. */
    internal val isOnOwnCeph: Boolean get() = sorts.keys.any { it in setOf("rbd", "cephfs") } && "monhost" !in options

    /** The server that it is fetched from, and its port. */
    internal val server: Pair<String, Int>?
        get() = sorts.entries.firstNotNullOfOrNull { (sort, place) ->
            PORTS[sort]?.let { port -> place["server"]?.let { it to port } }
        }

    private fun sort(sort: String, vararg place: Pair<String, String>) {
        sorts[sort] = mapOf(*place)
    }

    internal fun lower(reached: Value, known: Set<String>, into: Lowering) {
        problems(known).forEach { (what, why, fix) -> into.problem("$what in storage '$name'", why, fix, origin) }
        val (sort, place) = sorts.entries.firstOrNull()?.toPair() ?: ("" to mapOf())
        val what = linkedMapOf<String, Any>(
            "name" to name,
            "type" to sort,
            "place" to place,
            "nodes" to nodes.toList(),
            "options" to options,
            "enabled" to enabled,
        )
        password?.let { what["password"] = it }
        if (contents.isNotEmpty()) {
            what["content"] = contents.toList()
        }
        val inputs = Fields(what.mapValues { (key, value) -> into.value(value, "the $key of storage '$name'", origin) })
        into.add(Effect(TaskKey("proxmox.storage", name), inputs.with("proxmox", reached), rules(), origin))
    }

    private fun problems(known: Set<String>): List<Triple<String, String, String>> = listOfNotNull(
        Triple("the name '$name'", "it begins with a letter, and has letters, digits, '-', '_' and '.'", "rename it")
            .takeUnless { NAME.matches(name) },
        Triple("${sorts.size} sorts", "it is of one sort", "keep one, like dir(\"/mnt/data\") or rbd(\"vm\")")
            .takeUnless { sorts.size == 1 },
        Triple("the path '${path()}'", "a path begins with '/'", "write it in full")
            .takeUnless { path().startsWith("/") },
    ) + (contents - CONTENTS).map {
        Triple("the content '$it'", "there are ${CONTENTS.joinToString()}", "correct it")
    } + (contents.intersect(CONTENTS) - KEPT[sorts.keys.singleOrNull()].orEmpty().ifEmpty { CONTENTS }).map {
        Triple(
            "the content '$it'",
            "${sorts.keys.first()} takes ${KEPT.getValue(sorts.keys.first()).joinToString()}, and drops all else",
            "remove it, or choose another sort",
        )
    } + (nodes - known).map {
        Triple("the unknown node '$it'", "the cluster declares no such node", "correct it, or declare node(\"$it\")")
    } + options.filterValues { '\n' in it }.map {
        Triple("a line break in the option ${it.key}", "options have one line each", "remove it")
    }

    private fun path() = sorts.values.firstNotNullOfOrNull { it["path"] ?: it["export"] } ?: "/"

    private companion object {
        val PORTS = mapOf("nfs" to 2049, "cifs" to 445)
        val NAME = Regex("[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]")
        val CONTENTS = setOf("images", "rootdir", "iso", "vztmpl", "backup", "snippets", "import")

        /** What a sort of storage can keep; those that are missing here keep everything. */
        val KEPT = listOf("lvm", "lvmthin", "zfspool", "rbd").associateWith { setOf("images", "rootdir") } +
            ("cephfs" to CONTENTS - setOf("images", "rootdir"))
    }
}
