package dev.slipway.dsl

import dev.slipway.model.Origin
import kotlin.time.Duration

/** Configures a disk or a file system of Ceph. What is there already is taken over. */
public class CephPart internal constructor(kind: String, internal val sort: String = "") : EffectBlock(kind) {
    init {
        adopt = true
    }
}

/** Configures Ceph: its network, where its daemons run, its disks, pools and file systems. */
public class CephBlock internal constructor(internal val origin: Origin) : TaskBlock() {
    internal val monitors = linkedSetOf<String>()
    internal val managers = linkedSetOf<String>()
    internal val metadata = linkedSetOf<String>()
    internal val disks = linkedMapOf<Pair<String, String>, CephPart>()
    internal val pools = linkedMapOf<String, CephPool>()
    internal val files = linkedMapOf<String, CephPart>()
    internal val tolerated = sortedSetOf<String>()
    internal val twice = mutableListOf<String>()
    private val installed = linkedSetOf<Host>()

    /** The network of the monitors and of their clients: `network = "10.1.0.0/24"`. Written once. */
    public var network: String = ""

    /** The network by which disks copy to each other, where it is another: `clusterNetwork = "10.2.0.0/24"`. */
    public var clusterNetwork: String = ""

    /** Which release is installed, where it is not the one that the hosts would choose: `release = "squid"`. */
    public var release: String = ""

    /** Where it is installed from: `repository = "enterprise"`. */
    public var repository: String = "no-subscription"

    /** How long to wait for it to be well: `patience = 20.minutes`. */
    public var patience: Duration = 10.minutes

    /** Installs its programs over SSH, where they are not there yet: `install(host("neo") { address = "10.0.3.12" })`. */
    public fun install(vararg hosts: Host) {
        installed += hosts
    }

    /** The nodes with a monitor, three or five of them: `monitors("trinity", "neo", "niobe")`. */
    public fun monitors(vararg nodes: String) {
        monitors += nodes
    }

    /** The nodes with a manager; without it, those with a monitor: `managers("trinity", "neo")`. */
    public fun managers(vararg nodes: String) {
        managers += nodes
    }

    /** The nodes with a metadata server; without it, those with a monitor if there is a file system: `metadata("neo")`. */
    public fun metadata(vararg nodes: String) {
        metadata += nodes
    }

    /** A disk of a node that is Ceph's alone, of a class if it is named: `osd("trinity", "/dev/nvme0n1", "nvme")`. */
    public fun osd(node: String, device: String, sort: String = "", block: CephPart.() -> Unit = {}) {
        if (disks.put(node to device, CephPart("proxmox.ceph.osd", sort).apply(block)) != null) {
            twice += "the disk $device of '$node'"
        }
    }

    /** A pool for disks of machines: `pool("vm") { size = 3 }`. */
    public fun pool(name: String, block: CephPool.() -> Unit = {}) {
        if (pools.put(name, CephPool().apply(block)) != null) {
            twice += "the pool '$name'"
        }
    }

    /** A file system: `fs("cephfs")`. */
    public fun fs(name: String = "cephfs", block: CephPart.() -> Unit = {}) {
        files[name] = CephPart("proxmox.ceph.fs").apply(block)
    }

    /** What may be wrong with it all the same: `tolerate("POOL_NO_REDUNDANCY")`. */
    public fun tolerate(vararg checks: String) {
        tolerated += checks
    }

    /** All of it comes after its programs. */
    internal fun programs() {
        val said = listOf("repository" to repository, "version" to release).filter { it.second.isNotEmpty() }
            .joinToString("") { (option, value) -> " --$option '${value.replace("'", "'\\''")}'" }
        installed.forEach { host ->
            val programs = host.on {
                run("ceph") {
                    shell("printf 'y\\ny\\n' | DEBIAN_FRONTEND=noninteractive pveceph install$said")
                    creates("/usr/bin/ceph-mon", "/usr/bin/ceph-osd", "/usr/bin/ceph-volume")
                }
            }
            after(programs)
        }
    }

    internal companion object {
        const val NAME = "ceph"
    }
}
