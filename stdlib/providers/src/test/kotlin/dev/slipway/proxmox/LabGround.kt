package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.ProxmoxNode
import dev.slipway.dsl.secret
import dev.slipway.lab.Fault
import dev.slipway.local.Machine
import dev.slipway.local.passingDirectory
import dev.slipway.model.Fields
import java.nio.file.Path
import java.time.Instant

/** A lab with three nodes. */
internal class LabGround(
    version: String,
    vararg more: Pair<String, String>,
    override val download: String = "",
    override val singles: Map<String, String> = mapOf(),
) : Ground {
    private val bed = Bed(version, more = more)
    val directory: Path get() = bed.directory
    val leaps: Leaps get() = bed.leaps
    override val node = "trinity"
    override val other = "neo"
    override val bridge = "vmbr0"
    override val storage = "ceph-vm-disks"
    override val files = "local"
    override val first = 1030
    override val root = "slipway"

    override fun reached(block: ProxmoxBlock) = with(block) {
        endpoint = "https://10.0.3.11:8006"
        token = secret("PVE_TOKEN")
        ca = bed.proxmox.text("ca")
    }

    override fun reach(block: ProxmoxBlock, more: ProxmoxNode.() -> Unit) = with(block) {
        reached(this)
        node("trinity") { more() }
        node("neo")
    }

    override fun machine() = machine(passingDirectory("slipway"))

    /** Somebody who goes on where another left off. */
    fun machine(root: Path) = Machine(root, bed.dialer).also {
        it.secrets["env,vault:PVE_TOKEN"] =
            "root@pam!lab=${Bed.TOKEN}"
        it.secrets["env,vault:PVE_ROOT"] = this.root
        it.releasing = true
    }

    override fun requests(): Int = bed.asked().size

    override fun violations() = bed.violations()

    override fun <T> behind(deed: suspend Api.() -> T): T =
        bed.clusters.work(Fields.of("proxmox", bed.proxmox), bed.errand) { deed() }.now()

    fun asked() = bed.asked()

    fun now(): Instant = bed.lab.clock().now()

    /** Nothing goes wrong any more. */
    fun clear(): Unit = bed.lab.faults().clear("*", "*")

    fun guests() = behind { living() }

    /** How many disks there are on the storage that nodes share. */
    fun disks(): Int = behind { contents(StorageFiles("ceph-vm-disks", listOf(node), false)).size }

    fun fault(fault: Fault): Unit = bed.lab.fault(fault)

    /** The files of a storage, each after the node that shows it; after none where nodes share it. */
    fun files(storage: String): List<String> = behind {
        val shelf = shelf(storage, listOf("neo", "trinity"), "iso")
        contents(shelf).flatMap { (volume, rows) -> rows.keys.map { "${if (shelf.shared) "" else it} $volume" } }
    }.sorted()

    fun size(node: String, volume: String): Long = behind {
        lying(StorageFiles(volume.substringBefore(':'), listOf(node), false), volume).getValue(node).whole("size")
    }

    fun config(id: Long, node: String = "trinity"): Map<String, String> =
        behind { get(node, path(node, id, "config")).texts() }

    /** What the lab keeps of a file that was uploaded. */
    fun disc(volume: String): String = bed.kept(volume).toString(Charsets.ISO_8859_1)

    /** Somebody puts another file in its place. */
    fun upload(volume: String, content: String): Unit = behind {
        uploaded(
            UploadSource.of(content.toByteArray()),
            volume.substringAfterLast('/'),
            node,
            volume.substringBefore(':'),
            "iso",
        )
    }

    fun remove(node: String, storage: String, volume: String): Unit = behind { removed(node, storage, volume) }

    override fun close() = bed.close()
}
