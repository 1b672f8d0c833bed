package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.MiB
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import dev.slipway.provide.LookDepth
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.maps.shouldContainKeys
import io.kotest.matchers.maps.shouldNotContainKey
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** What holds for the hardware of machines on every Proxmox VE: in a lab of any version, and on a real host. */
abstract class HardwareContract internal constructor(private val open: () -> Ground) :
    FunSpec({
        val looking = Options.NORMAL.look(LookDepth.FULL)

        fun Ground.script(runs: Boolean = false, more: VmBlock.() -> Unit = {}): () -> Unit = {
            proxmox {
                reach(this)
                vm("slipway-test-hardware") {
                    on(node)
                    id = first
                    memory = 1.GiB
                    running = runs
                    disk("root") {
                        size = 1.GiB
                        storage = this@script.storage
                    }
                    nic { bridge = this@script.bridge }
                    more()
                }
            }
        }

        fun Ground.nothing(): () -> Unit = { proxmox { reach(this) } }

        fun Ground.config() = behind { config(first) }

        /** What somebody else does to it. */
        val deeds = listOf<suspend Api.(Int) -> Unit>(
            { drop(it, "rng0") },
            { drop(it, "tablet") },
            { change(it, "vga" to "std") },
            { change(it, "boot" to "order=scsi0") },
        )

        fun VmBlock.whole(ground: Ground, secure: Boolean = true) {
            machine = "q35"
            cpu = "x86-64-v2-AES"
            cpuFlags("+aes")
            serial = true
            vga = "serial0"
            rng = true
            balloon = 512.MiB
            scsiController = "virtio-scsi-pci"
            numa = true
            uefi {
                storage = ground.storage
                secureBoot = secure
            }
            tpm { storage = ground.storage }
            bootOrder("net0", "root")
            raw("tablet", "0")
            raw("startdate", "2026-01-01")
        }

        test("hardware comes up as declared, is put back, and goes with its lines") {
            open().use { ground ->
                val machine = ground.machine()
                machine.done(ground.script { whole(ground) })
                machine.plan(looking, ground.script { whole(ground) }).shouldBeEmpty()
                val made = ground.config()
                made["bios"] shouldBe "ovmf"
                made["efidisk0"].orEmpty() shouldContain "pre-enrolled-keys=1"
                made["tpmstate0"].orEmpty() shouldContain "version=v2.0"
                made["cpu"] shouldBe "x86-64-v2-AES,flags=+aes"
                made["boot"] shouldBe "order=net0;scsi0"
                made["tablet"] shouldBe "0"
                for (deed in deeds) {
                    ground.settle()
                    ground.behind { deed(ground.first) }
                    machine.plan(looking, ground.script { whole(ground) }) shouldBe
                        mapOf("proxmox.vm/slipway-test-hardware" to Action.UPDATE)
                    machine.up(looking, ground.script { whole(ground) }).problems().shouldBeEmpty()
                    ground.config() - "digest" shouldBe made - "digest"
                }
                machine.done(ground.script())
                val left = ground.config()
                listOf("bios", "efidisk0", "tpmstate0", "rng0", "balloon", "vga", "tablet", "startdate", "numa")
                    .forEach { left shouldNotContainKey it }
                left.shouldContainKeys("unused0", "unused1")
                left["serial0"] shouldBe "socket"
                machine.done(ground.script { serial = false })
                ground.config() shouldNotContainKey "serial0"
                machine.plan(looking, ground.script { serial = false }).shouldBeEmpty()
                machine.done(ground.nothing())
                ground.behind { volumes(ground.node, ground.storage) }.filter { "-${ground.first}-" in it }
                    .shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("a machine that runs takes other hardware when it starts the next time") {
            open().use { ground ->
                val machine = ground.machine()
                machine.done(ground.script(runs = true))
                machine.done(ground.script(runs = true) { rng = true })
                machine.said().last { "take effect" in it } shouldContain "rng0"
                ground.behind { get(ground.node, path(ground.node, ground.first.toLong(), "pending")) }.rows()
                    .first { it.text("key") == "rng0" }.text("pending") shouldBe "source=/dev/urandom"
                machine.plan(looking, ground.script(runs = true) { rng = true }).shouldBeEmpty()
                machine.done(ground.nothing())
                ground.violations().shouldBeEmpty()
            }
        }

        test("hardware of a machine that is taken over is brought to what is declared") {
            open().use { ground ->
                ground.behind {
                    make(ground.node, ground.first, "slipway-test-hardware")
                    change(ground.first, "vga" to "std")
                    change(ground.first, "efidisk0" to "${ground.storage}:1,efitype=4m,pre-enrolled-keys=0")
                }
                val machine = ground.machine()
                val script = ground.script {
                    adopt = true
                    whole(ground)
                }
                machine.done(script)
                machine.plan(looking, script).shouldBeEmpty()
                ground.config()["efidisk0"].orEmpty() shouldContain "pre-enrolled-keys=1"
                ground.config().shouldContainKeys("unused0")
                machine.done(ground.nothing())
                ground.violations().shouldBeEmpty()
            }
        }

        test("a device of the hosts is taken by its mapping, which must be there for the node") {
            open().use { ground ->
                ground.demand(Demand.MAPPINGS)
                val machine = ground.machine()
                val script = ground.script { usb("slipway-test-key") }
                machine.problems(script) shouldContain "there is no USB device 'slipway-test-key' on '${ground.node}'"
                try {
                    ground.behind { map(ground.node, "slipway-test-key") }
                    machine.done(script)
                    ground.config()["usb0"] shouldBe "mapping=slipway-test-key"
                    machine.plan(looking, script).shouldBeEmpty()
                    machine.done(ground.script())
                    ground.config() shouldNotContainKey "usb0"
                    machine.done(ground.nothing())
                    ground.violations().shouldBeEmpty()
                } finally {
                    ground.behind { delete("", "/cluster/mapping/usb/slipway-test-key") }
                }
            }
        }
    })

class Hardware84Spec : HardwareContract({ LabGround("8.4") })

class Hardware91Spec : HardwareContract({ LabGround("9.1") })
