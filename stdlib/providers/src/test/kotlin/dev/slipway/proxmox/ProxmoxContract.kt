package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.local.Machine
import dev.slipway.model.Fields
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import dev.slipway.provide.Rung
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** What holds for every Proxmox VE, seen from a script: in a lab of any version, and on a real host. */
abstract class ProxmoxContract(private val open: () -> Ground) :
    FunSpec({
        fun ProxmoxBlock.usual(ground: Ground, runs: Boolean = false, more: VmBlock.() -> Unit = {}) {
            ground.reach(this)
            for (i in 0..2) {
                vm("slipway-test-$i") {
                    on(ground.node)
                    id = ground.first + i
                    memory = 1.GiB
                    running = runs
                    tags("test")
                    disk("root") {
                        size = 1.GiB
                        storage = ground.storage
                    }
                    nic { bridge = "vmbr0" }
                    if (i == 0) more()
                }
            }
        }

        test("it comes up, a second run changes nothing at the cost of three requests, and it goes down clean") {
            open().use { ground ->
                val machine = ground.machine()
                machine.done { proxmox { usual(ground, runs = true) } }.size shouldBe 3
                val before = ground.requests()
                machine.done { proxmox { usual(ground, runs = true) } }.shouldBeEmpty()
                (ground.requests() - before) shouldBeLessThanOrEqual 3
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 3
                ground.violations().shouldBeEmpty()
            }
        }

        test("what waits in a running machine for its start is seen by a full look, which the list alone cannot show") {
            open().use { ground ->
                val machine = ground.machine()
                machine.done { proxmox { usual(ground, runs = true) } }
                ground.change(ground.first, "memory" to "2048")
                machine.plan { proxmox { usual(ground, runs = true) } }.shouldBeEmpty()
                val fully = machine.plan(Options.NORMAL.look(Rung.FULL)) { proxmox { usual(ground, runs = true) } }
                fully shouldBe mapOf("pve.vm/slipway-test-0" to Action.UPDATE)
                ground.change(ground.first, "memory" to "1024")
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 3
            }
        }

        test("what somebody changed is put back, and where it was moved to is accepted") {
            open().use { ground ->
                val machine = ground.machine()
                machine.done { proxmox { usual(ground) } }
                ground.change(ground.first, "memory" to "2048")
                machine.plan { proxmox { usual(ground) } } shouldBe mapOf("pve.vm/slipway-test-0" to Action.UPDATE)
                machine.done { proxmox { usual(ground) } } shouldBe setOf("pve.vm/slipway-test-0")
                ground.change(ground.first + 1, "tags" to "")
                machine.plan { proxmox { usual(ground) } } shouldBe mapOf("pve.vm/slipway-test-1" to Action.UPDATE)
                machine.done { proxmox { usual(ground) } }
                if (ground.other.isNotEmpty()) {
                    ground.migrate(ground.first + 2)
                    machine.plan { proxmox { usual(ground) } } shouldBe mapOf("pve.vm/slipway-test-2" to Action.NOTE)
                    machine.done { proxmox { usual(ground) } }
                    machine.plan { proxmox { usual(ground) } }.shouldBeEmpty()
                }
                machine.done { proxmox { usual(ground) { cores = 2 } } } shouldBe setOf("pve.vm/slipway-test-0")
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 3
                ground.violations().shouldBeEmpty()
            }
        }
    })

/** Where the contract is tried: a cluster that may be filled and emptied. */
interface Ground : AutoCloseable {
    val node: String
    val other: String
    val storage: String
    val first: Int

    fun reach(block: ProxmoxBlock)

    fun machine(): Machine

    fun requests(): Int

    fun violations(): List<String>

    /** Somebody else changes an option of a machine. */
    fun change(id: Int, option: Pair<String, String>)

    /** Somebody else moves a machine to the other node. */
    fun migrate(id: Int)
}

/** A lab with three nodes. */
class LabGround(version: String) : Ground {
    private val bed = Bed(version)
    override val node = "trinity"
    override val other = "neo"
    override val storage = "ceph-vm-disks"
    override val first = 1030

    override fun reach(block: ProxmoxBlock) = with(block) {
        endpoint = "https://10.0.3.11:8006"
        token = secret("PVE_TOKEN")
        ca = bed.proxmox.text("ca")
        node("trinity")
        node("neo")
    }

    override fun machine() = Machine(dialer = bed.dialer).also {
        it.secrets["env,vault:PVE_TOKEN"] =
            "root@pam!lab=${Bed.TOKEN}"
    }

    override fun requests() = bed.asked().size

    override fun violations() = bed.violations()

    override fun change(id: Int, option: Pair<String, String>): Unit = behind {
        val node = guests().first { it.whole("vmid") == id.toLong() }.text("node")
        put(node, path(node, id.toLong(), "config"), Form.of(option))
    }

    override fun migrate(id: Int): Unit = behind { found(id.toLong())?.let { migrated(it, other) } }

    private fun behind(deed: suspend Api.() -> Unit) =
        bed.clusters.work(Fields.of("proxmox", bed.proxmox), bed.errand) { deed() }.now()

    override fun close() = bed.close()
}

class Lab84Spec : ProxmoxContract({ LabGround("8.4") })

class Lab91Spec : ProxmoxContract({ LabGround("9.1") })
