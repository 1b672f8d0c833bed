package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** Configures a Proxmox VE cluster: how to connect, its nodes, its storages and its guests. */
@SlipwayDsl
public class ProxmoxBlock internal constructor(internal val name: String) {
    internal val nodes = linkedMapOf<String, String>()
    private val hosts = linkedMapOf<String, ProxmoxNode>()
    private var formation: ClusterLowering? = null
    private val pins = linkedSetOf<String>()
    private val storages = ProxmoxStorage()
    private val declared = linkedMapOf<String, VmBlock>()

    /** Ceph on its nodes, the storages on Ceph of its nodes, and the servers of other storages with their ports. */
    internal var ceph: CephBlock? = null
    internal val cephStorages = mutableSetOf<String>()
    internal val servers = linkedMapOf<String, Int>()

    /** The rules of the nodes' own firewalls; of a node whose firewall is off nothing is asked. */
    internal fun walls(): Map<String, List<Map<String, Any>>> =
        hosts.filterValues { it.wall?.enabled != false }.mapValues { it.value.wall?.said.orEmpty() }

    /**
     * Where the nodes are, as far as the script says it.
     *
     * @param declared what the script declares the network of every node to be
     */
    internal fun networks(declared: String?): Map<String, NodePlace> =
        hosts.mapNotNull { (name, node) -> node.place(declared)?.let { name to it } }.toMap()

    /** What all else stands on, each by a word of its own. */
    internal val base = mutableListOf<FoundationLayer>()

    /** What else is declared of it, each by a word of its own. */
    internal val others = mutableListOf<(Value, Lowering) -> Unit>()

    /** The names of its images. */
    internal val images = mutableSetOf<String>()

    /** What machines stand on; they come after it. */
    internal val ground = mutableListOf<Part>()

    /** The roles, users and tokens that it declares. */
    internal val access = mutableSetOf<TaskKey>()
    internal val machines: Map<String, Vm> get() = declared.mapValues { it.value.part }

    /** Where its API answers: `endpoint = "https://trinity.home.example:8006"`. */
    public var endpoint: String = ""

    /** The token of a user, whole as Proxmox VE shows it, `user@realm!name=value`: `token = secret("PVE_TOKEN")`. */
    public var token: Secret? = null

    /** Who logs in where there is no token: `user = "root@pam"`. */
    public var user: String = "root@pam"

    /** The password of the user, for what no token may do: `password = secret("PVE_PASSWORD")`. */
    public var password: Secret? = null

    /** The password of root@pam on the hosts, beside a token, for what no token may do: `root = secret("PVE_ROOT")`. */
    public var root: Secret? = null

    /** The authority that signs the certificates of the cluster, as PEM: `ca = readFile("pve-root-ca.pem")`. */
    public var ca: String = ""

    /** A certificate to trust, by its SHA-256 fingerprint, one for each node that is asked: `pin("AB:CD:...")`. */
    public fun pin(fingerprint: String) {
        pins += fingerprint
    }

    /**
     * A node, where its own API answers if that should be used, and what its network is like:
     * `node("neo", "https://10.0.3.12:8006") { bridge("vmbr1") { ports("eno2") } }`.
     */
    public fun node(name: String, endpoint: String = "", block: ProxmoxNode.() -> Unit = {}) {
        if (nodes.put(name, endpoint) != null) {
            CurrentScript.cluster().problem("a second node '$name'", "each node has its own name", "remove one of them")
        }
        val said = ProxmoxNode(name, Origins.here()).also { it.endpoint = endpoint }.apply(block)
        hosts[name] = said
        said.network?.let { base += FoundationLayer(FoundationLayer.NETWORKS, it, said::lower) }
        others += { reached, into -> said.others.forEach { it(reached, into) } }
    }

    /** Makes one cluster of the nodes, in their order: the first forms it, and the others join: `cluster("home")`. */
    public fun cluster(name: String) {
        formation = ClusterLowering(name, Origins.here())
    }

    /** Where disks go when they do not say so themselves: `storage { disks = "ceph-vm-disks" }`. */
    public fun storage(block: ProxmoxStorage.() -> Unit) {
        storages.block()
    }

    /** A virtual machine: `vm("web") { on("trinity"); memory = 4.GiB; disk("root") { size = 20.GiB } }`. */
    public fun vm(name: String, block: VmBlock.() -> Unit): Vm {
        val said = VmBlock(name, Origins.here()).apply(block)
        if (declared.put(name, said) != null) {
            CurrentScript.cluster().problem("a second machine '$name'", "each has its own name", "rename one of them")
        }
        return said.part
    }

    /** The nodes of the machines that need something of this; where there is none, all nodes. */
    internal fun nodesOf(needs: (VmBlock) -> Boolean): List<String> = declared.values.filter(needs).map {
        it.where
    }.filter { it.isNotEmpty() }.distinct().ifEmpty { nodes.keys }.sorted()

    /** How its nodes are reached over SSH, as far as hosts are declared for them. */
    internal fun guard(into: Lowering): Fields = hosts.values.map { it.guard(into) }.fold(Fields.NONE) { all, one ->
        one.entries().fold(all) { more, (node, host) -> more.with(node, host) }
    }

    internal fun declare(origin: Origin) {
        limits()
        nodes.keys.forEach { pool("proxmox:$it/copies", COPIES) }
        CurrentScript.cluster().declare { into ->
            check(origin, into)
            val reached = into.value(reached(), "the cluster '$name'", origin)
            val formed = formation?.lower(asRoot(), nodes, hosts, into).orEmpty()
            into.after(formed) {
                val ranks = base.groupBy { it.rank }.toSortedMap()
                ranks.forEach { (rank, grounds) ->
                    val lower = ranks.headMap(rank).values.flatten().map { it.key }
                    into.after(lower) { grounds.forEach { it.lower(reached, into) } }
                }
                into.after(base.map { it.key }) {
                    others.forEach { it(reached, into) }
                    declared.values.forEach {
                        it.after(*ground.toTypedArray())
                        it.lower(reached, nodes.keys, storages, into)
                    }
                }
            }
        }
    }

    /**
     * Limits the calls under way for each node. What goes to the cluster as a whole is answered by the node of the endpoint:
     * where that is unknown, it must be able to take both.
     */
    private fun limits() {
        val cluster = if (door.isEmpty()) setOf(name) else setOf()
        (nodes.keys - cluster).forEach { pool("proxmox:$it/api", if (door.isEmpty()) CALLS - SPARE else CALLS) }
        cluster.forEach { pool("proxmox:$it/api", if (nodes.isEmpty()) CALLS else SPARE) }
    }

    /** The node that answers at the endpoint, as far as the script says it. */
    private val door: String
        get() = nodes.keys.singleOrNull()
            ?: nodes.keys.firstOrNull { formation != null }
            ?: nodes.entries.firstOrNull { it.value.isNotEmpty() && it.value.host() == endpoint.host() }?.key
            ?: nodes.keys.firstOrNull { it == endpoint.host().substringBefore('.') }
            ?: hosts.entries.firstOrNull { it.value.host?.said?.address == endpoint.host() }?.key
            ?: ""

    private fun reached(): Map<String, Any> = mapOf(
        "name" to name,
        "endpoint" to endpoint,
        "door" to door,
        "token" to token,
        "password" to password,
        "ca" to ca,
        "pins" to pins.toList(),
        // A host has other users and another certificate before it joins: what forms is asked through the endpoint.
        "nodes" to if (formation == null) nodes.filterValues { it.isNotEmpty() } else mapOf(),
        "user" to if (password == null) "" else user,
    ).filterValues { it != null && it != "" && it != listOf<String>() && it != mapOf<String, String>() }
        .mapValues { checkNotNull(it.value) }

    /** How the same is reached by root with a password. */
    internal fun asRoot(): Map<String, Any> = reached() - "token" - "nodes" +
        listOfNotNull((root ?: password)?.let { "password" to it }, "user" to "root@pam")

    private fun check(origin: Origin, into: Lowering) {
        (nodes.values.filter { it.isNotEmpty() } + endpoint).filterNot { ADDRESS.matches(it) }.forEach {
            into.problem(
                "'$it' is no address of an API of Proxmox VE",
                "the cluster '$name' cannot be reached",
                "write endpoint = \"https://host:8006\"",
                origin,
            )
        }
        if ((token == null) == (password == null)) {
            into.problem(
                "the cluster '$name' has ${if (token == null) "no" else "more than one"} way to log in",
                "it takes a token, or the password of a user",
                "keep one: token = secret(\"...\")",
                origin,
            )
        }
        pins.filterNot { PIN.matches(it) }.forEach {
            into.problem("'$it' is no SHA-256 fingerprint", "one has 32 pairs of hex digits", "copy it again", origin)
        }
        declared.values.groupBy { it.id }.filter { it.key != null && it.value.size > 1 }.forEach { (id, same) ->
            into.problem(
                "${same.size} machines have the number $id",
                "a number stands for one machine",
                "give each its own",
                same.last().origin,
            )
        }
    }

    private companion object {
        /** What the daemons of a node bear at once: each has three workers. */
        const val CALLS = 3

        /** How many of them are for the cluster as a whole. */
        const val SPARE = 1

        /** Disks that are copied on a node at once: more would only wait for each other's locks. */
        const val COPIES = 2
        val ADDRESS = Regex("https://[^/\\s]+/?")
        val PIN = Regex("([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}")
    }
}

/** Where things go that do not say so themselves. */
@SlipwayDsl
public class ProxmoxStorage internal constructor() {
    /** The storage of disks: `disks = "ceph-vm-disks"`. */
    public var disks: String = ""
}

internal fun vmKey(name: String) = TaskKey("proxmox.vm", name)
