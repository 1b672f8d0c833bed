package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.ProxmoxNode
import dev.slipway.dsl.secret
import dev.slipway.local.Machine
import dev.slipway.local.passingDirectory
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.ssh.Errand
import java.nio.file.Path

/** Where a Proxmox VE is and who we are there; all else is found out. */
internal data class Site(
    val url: String,
    val token: String,
    val pin: String = "",
    val authority: String = "",
    val download: String = "",
    val root: String = "",
    val singles: Map<String, String> = mapOf(),
)

/**
 * A Proxmox VE of which nothing is known: its nodes, storages and bridges are found out, and numbers that nobody has. What
 * we made is taken away in the end, whatever became of the test, and that all else is as it was is a part of the contract.
 */
internal open class HostGround(
    private val at: Site,
    private val dialer: Dialer = Dialer.DIRECT,
    start: Int? = null,
    place: String? = null,
    private val alone: AutoCloseable = AutoCloseable {},
) : Ground {
    private val clusters = Clusters(dialer)
    private val errand = Errand().apply { secrets["env:TOKEN"] = at.token }
    private val reached = Fields.of(
        "name", "host", "endpoint", at.url, "token", Secret.of("env:TOKEN"), "ca", at.authority, "pins",
        listOf(at.pin).filter { it.isNotEmpty() },
    )
    private val nodes = behind { get("", "/nodes") }.rows().filter { it.text("status") == "online" }.map {
        it.text("node")
    }.sorted()
    final override val node = nodes.first()
    override val other = nodes.getOrElse(1) { "" }
    override val bridge = behind { get(node, "/nodes/$node/network", FormParameters.of("type" to "any_bridge")) }.rows()
        .map { it.text("iface") }.minOrNull()
        ?: error("$node has no bridge that ${at.token.substringBefore('=')} may use")
    override val storage = place ?: roomiest("images") ?: error("$node has no storage for disks")
    override val files = roomiest("import").orEmpty()
    override val first = start ?: behind { free() }
    override val download = at.download
    override val root = at.root
    override val singles = at.singles
    private val before = others()

    /** Of the storages that take this: one that nodes share if there is one, and the one with most room. */
    private fun roomiest(content: String): String? = behind { get(node, "/nodes/$node/storage") }.rows()
        .filter { it.truth("active") && content in it.text("content").split(',') }
        .maxWithOrNull(compareBy({ nodes.size > 1 && it.truth("shared") }, { it.whole("avail") }))?.text("storage")

    /** The first of so many numbers in a row that nobody has, also nobody whose machines we may not see. */
    private suspend fun Api.free(): Int = generateSequence(START) { it + ROOM }.first { from ->
        (from until from + ROOM).all {
            runCatching { get("", "/cluster/nextid", FormParameters.of("vmid" to it)) }.isSuccess
        }
    }

    /** What is not ours to touch: machines and files of others. */
    private fun others(): Set<String> = behind {
        val machines = living().filterNot { isOurs(it.whole("vmid")) }.map { "${it.text("vmid")} ${it.text("name")}" }
        machines.toSet() + files().filterNot { PREFIX in it }
    }

    private suspend fun Api.files() = if (files.isEmpty()) setOf() else volumes(node, files)

    private fun isOurs(id: Long) = id in first until first + ROOM

    override fun reached(block: ProxmoxBlock) = with(block) {
        endpoint = at.url
        token = secret("PVE_TOKEN")
        ca = at.authority
        if (at.pin.isNotEmpty()) pin(at.pin)
    }

    override fun reach(block: ProxmoxBlock, more: ProxmoxNode.() -> Unit) = with(block) {
        reached(this)
        nodes.take(2).forEachIndexed { i, name -> node(name) { if (i == 0) more() } }
    }

    override fun machine() = machine(passingDirectory("slipway"))

    /** Somebody who goes on where another left off. */
    fun machine(root: Path) = Machine(root, dialer).also {
        it.secrets["env,vault:PVE_TOKEN"] = at.token
        it.secrets["env,vault:PVE_ROOT"] = at.root
        it.releasing = true
    }

    final override fun <T> behind(deed: suspend Api.() -> T): T =
        clusters.work(Fields.of("proxmox", reached), errand) { deed() }.now()

    override fun requests(): Int? = null

    override fun close(): Unit = alone.use { cleaned() }

    private fun cleaned() {
        behind {
            kept().forEach { delete("", "/cluster/ha/resources/vm:$it") }
            living().filter { isOurs(it.whole("vmid")) && it.text("name").startsWith(PREFIX) }
                .forEach { destroy(it.whole("vmid").toInt()) }
            files().filter { PREFIX in it }.forEach { removed(node, files, it) }
            listOf("/access/users" to "userid", "/access/roles" to "roleid", "/storage" to "storage").forEach {
                ours(it.first, it.second).forEach { name -> delete("", it.first + FormParameters.path(name)) }
            }
            ours("/pools", "poolid").forEach { delete("", "/pools", FormParameters.of("poolid" to it)) }
        }
        val missing = before - others()
        clusters.close()
        check(missing.isEmpty()) { "no longer there, and not ours: $missing" }
    }

    /** Our machines that HA keeps alive; none where we may not ask. */
    private suspend fun Api.kept() = runCatching { get("", "/cluster/ha/resources").rows() }.getOrDefault(listOf())
        .mapNotNull { it.text("sid").removePrefix("vm:").toLongOrNull() }.filter(::isOurs)

    private suspend fun Api.ours(list: String, key: String) =
        get("", list).rows().map { it.text(key) }.filter { it.startsWith(PREFIX) }

    companion object {
        /** What all that we make is called by. */
        const val PREFIX = "slipway-test-"
        private const val START = 90_000
        private const val ROOM = 10
    }
}
