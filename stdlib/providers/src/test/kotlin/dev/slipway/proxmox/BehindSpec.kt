package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.ha
import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import dev.slipway.provide.LookDepth
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** What people and HA do to a machine behind our back: it is put back, and nothing of it is lost. */
class BehindSpec :
    FunSpec({
        fun script(ground: LabGround, more: ProxmoxBlock.() -> Unit = {}, vlans: Int = 3): () -> Unit = {
            proxmox {
                ground.reach(this)
                storage { disks = "ceph-vm-disks" }
                vm("web") {
                    on("trinity")
                    id = 1030
                    disk("root") { size = 4.GiB }
                    disk("data") { size = 4.GiB }
                    nic {
                        bridge = "vmbr0"
                        vlan = vlans
                    }
                    ha()
                }
                more()
            }
        }

        fun LabGround.set(vararg options: Pair<String, Any>) = behind {
            put(node, path(node, 1030, "config"), FormParameters.of(*options))
        }

        fun LabGround.volumes() = config(1030).filterKeys { "scsi" in it && it != "scsihw" }
            .values.associate { PropertyString.of(it).let { line -> line.options["serial"] to line.first } }

        for (version in listOf("8.4", "9.1")) {
            test("$version: a disk that was taken out, or put back without its name, is the same disk again") {
                LabGround(version).use { ground ->
                    val machine = ground.machine()
                    machine.done(script(ground))
                    val before = ground.volumes()
                    ground.set("delete" to "scsi0", "tags" to "theirs")
                    machine.plan(script(ground))["proxmox.vm/web"] shouldBe Action.UPDATE
                    machine.done(script(ground))
                    ground.volumes() shouldBe before
                    ground.set("delete" to "scsi1", "tags" to "theirs")
                    ground.set("scsi5" to before.getValue("root"))
                    machine.done(script(ground))
                    ground.volumes() shouldBe before
                    ground.disks() shouldBe 2
                    ground.config(1030).keys.filter { it.startsWith("unused") }.shouldBeEmpty()
                    machine.plan(script(ground)).shouldBeEmpty()
                    ground.violations().shouldBeEmpty()
                }
            }
        }

        test("8.4: one that HA moves while it is put back is followed, and stays where it is") {
            LabGround("8.4").use { ground ->
                val machine = ground.machine()
                machine.done(script(ground))
                ground.set("tags" to "theirs")
                ground.behind {
                    post("", "/cluster/ha/groups", FormParameters.of("group" to "away", "nodes" to "neo"))
                    put("", "/cluster/ha/resources/vm:1030", FormParameters.of("group" to "away", "state" to "stopped"))
                    cluster.rest(30_000)
                }
                machine.done(script(ground))
                ground.asked().count { it == "GET /nodes/neo/qemu/1030/config" } shouldBe 1
                ground.guests().single().text("status") shouldBe "running"
                ground.guests().single().text("node") shouldBe "neo"
                machine.done(script(ground))
                machine.plan(script(ground)).filterValues { it != Action.NOTE }.shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("what nobody declares of a network card stays when its network changes") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.done(script(ground))
                val address = Nic.address(ground.config(1030)["net0"])
                ground.set("net0" to "e1000=$address,bridge=vmbr0,tag=3,rate=50")
                machine.done(script(ground, vlans = 4))
                ground.config(1030)["net0"] shouldBe "bridge=vmbr0,e1000=$address,rate=50,tag=4"
            }
        }

        test("a disk to start from that was taken out, or out of the order, is one to start from again") {
            LabGround("9.1", "images" to "https://example.org/d.qcow2#2048#${Errands.DIGEST}").use { ground ->
                val machine = ground.machine()
                val script: () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        storage { disks = "ceph-vm-disks" }
                        val debian = image("debian") {
                            url = "https://example.org/d.qcow2"
                            sha256 = Errands.DIGEST
                            storage = "local"
                        }
                        vm("web") {
                            on("trinity")
                            id = 1030
                            running = false
                            disk("data") { size = 4.GiB }
                            disk("root") {
                                size = 8.GiB
                                image = debian
                            }
                        }
                    }
                }
                machine.done(script)
                ground.config(1030)["boot"] shouldBe "order=scsi1;scsi0"
                ground.set("delete" to "scsi1", "tags" to "theirs")
                ground.config(1030)["boot"] shouldBe "order=scsi0"
                machine.done(script)
                ground.config(1030)["boot"] shouldBe "order=scsi1;scsi0"
                ground.set("boot" to "order=scsi0")
                machine.plan(Options.NORMAL.look(LookDepth.FULL), script) shouldBe
                    mapOf("proxmox.vm/web" to Action.UPDATE)
                ground.set("tags" to "theirs")
                machine.done(script)
                ground.config(1030)["boot"] shouldBe "order=scsi1;scsi0"
                machine.plan(Options.NORMAL.look(LookDepth.FULL), script).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("a machine starts from the disk that has an image, whatever its disks are called") {
            LabGround("9.1").use { ground ->
                val root = mapOf("storage" to "ceph-vm-disks", "size" to (8L shl 30), "image" to "local:import/a.qcow2")
                val disks = mapOf("data" to (root - "image"), "root" to root)
                val wanted = VmSpec(dev.slipway.model.Fields.of("name", "web", "disks", disks))
                form(wanted, "u", 1030).encoded() shouldContain "boot=order%3Dscsi1%3Bscsi0"
            }
        }
    })
