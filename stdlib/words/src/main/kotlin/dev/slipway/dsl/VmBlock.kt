package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.DriftPolicy
import dev.slipway.model.Effect
import dev.slipway.model.FieldPath
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions
import dev.slipway.model.Value

/** Configures a virtual machine. */
public class VmBlock internal constructor(internal val name: String, internal val origin: Origin) : VmHardware() {
    private val labels = linkedSetOf<String>()
    private val disks = linkedMapOf<String, VmDisk>()
    private val nics = mutableListOf<VmNic>()
    private val problems = mutableListOf<Triple<String, String, String>>()
    private var node = ""
    private var copied: Vm? = null
    private var seed: SeedBlock? = null
    private var isLinked = false
    internal val where: String get() = node
    internal val part: Vm get() = Vm(vmKey(name), disks.keys)
    internal val images: List<DiskImage> get() = disks.values.mapNotNull { it.image }

    /** The storages of its seed and of its disks. */
    internal var stores: Map<String, String> = mapOf()

    /** What else is declared of it, each by a word of its own. */
    internal val others = mutableListOf<(Value, Lowering) -> Unit>()

    /** The nodes that there are. */
    internal var known: Set<String> = setOf()

    /** Its number, the same in every run: `id = 1030`. Without one, the first that is free. */
    public var id: Int? = null

    /** How many processors it has: `cores = 4`. */
    public var cores: Int = 1

    /** How much memory it has: `memory = 16.GiB`. */
    public var memory: Size = 2.GiB

    /** The pool of guests that it belongs to: `group = "prod"`. */
    public var group: String = ""

    /** Whether it should run: `running = false`. */
    public var running: Boolean = true

    /** Whether it is what others are copies of; it never runs, and stays one: `template = true`. */
    public var template: Boolean = false

    /** Whether it may be rebooted when a change waits for it: `mayReboot = true`. */
    public var mayReboot: Boolean = false

    /** Whether it starts with its host: `startsWithHost = true`. */
    public var startsWithHost: Boolean = false

    /** Whether the agent for guests runs in it: `agent = true`. */
    public var agent: Boolean = false

    /** The node that it is created on. It may be moved later, by HA or by hand: `on("trinity")`. */
    public fun on(node: String) {
        this.node = node
    }

    /** Marks by which people find it: `tags("prod", "web")`. */
    public fun tags(vararg tags: String) {
        labels += tags
    }

    /** A disk, known by its name whatever its slot: `disk("root") { size = 20.GiB }`. */
    public fun disk(name: String, block: VmDisk.() -> Unit) {
        if (disks.put(name, VmDisk().apply(block)) != null) {
            problems += Triple("the disk '$name' twice", "a name stands for one disk", "rename one of them")
        }
    }

    /** What it is a copy of when it is made, a linked one of a template or a whole one: `cloneOf(web, linked = true)`. */
    public fun cloneOf(machine: Vm, linked: Boolean = false) {
        copied = machine
        isLinked = linked
    }

    /** What it is told when it first boots, without SSH and agent: `seed { address("10.0.3.30/24"); gateway = "10.0.3.1" }`. */
    public fun seed(block: SeedBlock.() -> Unit) {
        seed = SeedBlock(name).apply(block)
    }

    /** A network card; their order is that in the guest: `nic { bridge = "vmbr0"; vlan = 3 }`. */
    public fun nic(block: VmNic.() -> Unit) {
        nics += VmNic().apply(block)
    }

    internal fun lower(reached: Value, nodes: Set<String>, storages: ProxmoxStorage, into: Lowering) {
        check(nodes, storages)
        after(*images.filterIsInstance<Part>().toTypedArray())
        problems.forEach { (what, why, fix) -> into.problem("$what in vm '$name'", why, fix, origin) }
        val what = linkedMapOf<String, Any>(
            "name" to name, "node" to node, "cores" to cores, "memory" to memory.bytes,
            "running" to (running && !template),
            "template" to template, "marked" to true,
            "reboot" to mayReboot, "startsWithHost" to startsWithHost, "agent" to agent,
            "tags" to labels.sorted(),
            "nics" to nics.mapIndexed { i, nic -> nic.said(if (i == 0) seededMac() else "") },
            "disks" to disks.mapValues { it.value.said(storages.disks, it.key in copied?.disks.orEmpty()) },
        )
        seed?.let { what["seed"] = seeded(it, reached, into) }
        id?.let { what["id"] = it }
        copied?.let { what["clone"] = mapOf("of" to it.id, "linked" to isLinked) }
        what += hardware(storages.disks)
        group.takeIf { it.isNotEmpty() }?.let { what["pool"] = it }
        val inputs = Fields(what.mapValues { (key, value) -> into.value(value, "the $key of vm '$name'", origin) })
        val rules = rules()
        val whereItIs = mapOf("node" to DriftPolicy.ACCEPT) // it is moved by people, and by the cluster itself
        into.add(Effect(vmKey(name), inputs.with("proxmox", reached), rules.drift(whereItIs + rules.drift()), origin))
        known = nodes
        stores =
            disks.entries.associate { (disk, said) -> "the disk '$disk'" to said.storage.ifEmpty { storages.disks } } +
            listOfNotNull(seed?.let { "its seed" to it.storage })
        others.forEach { it(reached, into) }
    }

    /** The first card of a machine with an address of its own has the MAC that its seed was made for. */
    private fun seededMac(): Any =
        if (seed?.isStatic == true) Output<String>(Ref(TaskKey("proxmox.seed", name), FieldPath.of("mac"))) else ""

    /** The disc comes before the machine, and has it on its node. */
    private fun seeded(seed: SeedBlock, reached: Value, into: Lowering): Any {
        val key = TaskKey("proxmox.seed", name)
        val said = (seed.said(nics.firstOrNull()?.mac.orEmpty()) + ("node" to node))
            .mapValues { (what, value) -> into.value(value, "the $what of the seed of vm '$name'", origin) }
        into.add(Effect(key, Fields(said).with("proxmox", reached), TaskOptions.NONE.after(rules().after()), origin))
        return Output<String>(Ref(key, FieldPath.of("volume")))
    }

    private fun check(nodes: Set<String>, storages: ProxmoxStorage) {
        wrong(!NAME.matches(name), "the name '$name'", "a name has letters, digits and '-'", "rename it")
        wrong(node.isEmpty(), "no node", "it must be made somewhere", "add on(\"${nodes.firstOrNull() ?: "node"}\")")
        wrong(
            node.isNotEmpty() && node !in nodes,
            "the unknown node '$node'",
            if (nodes.isEmpty()) "the cluster declares none" else "known are ${nodes.joinToString()}",
            "correct it, or declare node(\"$node\")",
        )
        wrong((id ?: LEAST) !in LEAST..MOST, "the number $id", "numbers are $LEAST to $MOST", "choose another")
        wrong(cores !in 1..MOST_CORES, "$cores cores", "a machine has 1 to $MOST_CORES", "correct the number")
        wrong(
            memory.bytes % 1.MiB.bytes != 0L || memory < 16.MiB,
            "$memory of memory",
            "memory is given in whole MiB, and 16 are the least",
            "write one like 4.GiB",
        )
        labels.filterNot { TAG.matches(it) }.forEach {
            wrong(true, "the tag '$it'", "tags have small letters, digits, '-', '_', '.' and '+'", "rewrite it")
        }
        wrong(
            !POOL.matches(group),
            "the pool '$group'",
            "pools are called by letters, digits, '-', '_' and '.'",
            "correct it",
        )
        problems += hardwareProblems(
            storages.disks,
            memory,
            disks.keys + nics.indices.map { "net$it" } + listOfNotNull(seed).map { "seed" },
        )
        disks.forEach { (disk, said) -> problems += said.problems(disk, storages.disks) }
        nics.forEach { problems += it.problems() }
        seed?.let { problems += it.problems(nics.size) }
    }

    private fun wrong(isSo: Boolean, what: String, why: String, fix: String) {
        if (isSo) {
            problems += Triple(what, why, fix)
        }
    }

    private companion object {
        const val LEAST = 100
        const val MOST = 999_999_999
        const val MOST_CORES = 512
        val NAME = Regex("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")
        val POOL = Regex("[A-Za-z0-9_./-]*")
        val TAG = Regex("[a-z0-9_][a-z0-9_+.-]*")
    }
}
