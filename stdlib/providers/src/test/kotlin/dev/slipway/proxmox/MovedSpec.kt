package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith

/** Machines whose line names another node, with what lies on the one where they are. */
class MovedSpec :
    FunSpec({
        fun LabGround.script(node: String, disks: String = "local-lvm", more: VmBlock.() -> Unit = {}): () -> Unit = {
            proxmox {
                reach(this)
                storage { this.disks = disks }
                vm("web") {
                    on(node)
                    id = 1030
                    memory = 1.GiB
                    disk("root") { size = 4.GiB }
                    nic { bridge = "vmbr0" }
                    more()
                }
            }
        }

        val seeded: VmBlock.() -> Unit = { seed { address("10.0.3.30/24") } }

        fun LabGround.where() = behind { found(1030) }?.node

        for (version in listOf("8.4", "9.1")) {
            test("$version: a machine that runs takes its disks along, and gets its seed on the other node") {
                LabGround(version).use { ground ->
                    val machine = ground.machine()
                    val script: (String) -> () -> Unit = { node ->
                        ground.script(node) {
                            seeded()
                            uefi()
                            tpm()
                        }
                    }
                    machine.done(script("trinity"))
                    val before = ground.config(1030)
                    machine.done(script("neo")) shouldBe setOf("proxmox.seed/web", "proxmox.vm/web")
                    ground.where() shouldBe "neo"
                    val after = ground.config(1030, "neo")
                    VmOwnership.uuidOf(after) shouldBe VmOwnership.uuidOf(before)
                    after.getValue("scsi0") shouldStartWith "local-lvm:vm-1030-disk-"
                    ground.files("local") shouldContainExactly
                        listOf("neo ${PropertyString.of(after.getValue("ide2")).first}")
                    machine.plan(script("neo")).shouldBeEmpty()
                    machine.done { proxmox { ground.reach(this) } }
                    ground.files("local").shouldBeEmpty()
                    ground.violations().shouldBeEmpty()
                }
            }
        }

        test("disks go to another storage on the way, where the line says so") {
            LabGround("9.1", "storages" to "local:dir:100,local-lvm:lvmthin:200,fast:lvm:200").use { ground ->
                val machine = ground.machine()
                machine.done(ground.script("trinity"))
                machine.done(ground.script("neo", disks = "fast"))
                ground.config(1030, "neo").getValue("scsi0") shouldStartWith "fast:vm-1030-disk-"
                ground.asked().none { it.endsWith("/move_disk") } shouldBe true
                machine.plan(ground.script("neo", disks = "fast")).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("a plan says what keeps a machine on its node, and nothing is done") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.done(ground.script("trinity"))
                ground.upload("local:iso/tools.iso", "x")
                ground.behind { change(1030, "ide0" to "local:iso/tools.iso,media=cdrom") }
                machine.problems(ground.script("neo")) shouldContain
                    "its disc local:iso/tools.iso lies on trinity alone"
                ground.where() shouldBe "trinity"
                ground.behind { change(1030, "ide0" to "none,media=cdrom") }
                machine.done(ground.script("neo"))
                ground.where() shouldBe "neo"
            }
        }

        test("what Proxmox VE says of a machine that does not move is shown") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.done(ground.script("trinity"))
                ground.behind {
                    make("trinity", 1050, "other")
                    change(1050, "scsi0" to "local-lvm:1")
                    change(1030, "scsi5" to "local-lvm:vm-1050-disk-0")
                }
                machine.problems(ground.script("neo")) shouldContain
                    "can't migrate local disk 'local-lvm:vm-1050-disk-0': owned by other VM (owner = VM 1050)"
            }
        }

        test("a machine that somebody else has moved stays there without its disc") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.done(ground.script("trinity", more = seeded))
                ground.behind {
                    change(1030, "ide2" to "none,media=cdrom")
                    migrate(1030, "neo")
                }
                val there = mapOf("proxmox.vm/web" to Action.NOTE)
                machine.plan(ground.script("trinity", more = seeded)) shouldBe there
                machine.done(ground.script("trinity", more = seeded))
                ground.where() shouldBe "neo"
                val tagged = ground.script("trinity") {
                    seeded()
                    tags("moved")
                }
                machine.done(tagged) shouldBe setOf("proxmox.vm/web")
                ground.where() shouldBe "neo"
                machine.plan(tagged).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }
    })
