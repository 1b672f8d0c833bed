package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.firewall
import dev.slipway.dsl.storage
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** What holds data stays, until it is released. */
class ProtectedSpec :
    FunSpec({
        fun ProxmoxBlock.guest(name: String, more: VmBlock.() -> Unit) = vm(name) {
            on("trinity")
            running = false
            disk("root") {
                size = 4.GiB
                storage = "ceph-vm-disks"
                disposable = true
            }
            more()
        }

        fun VmBlock.data() = disk("data") {
            size = 8.GiB
            storage = "ceph-vm-disks"
        }

        fun Bed.guests() = behind { living() }.map { it.text("name") }.sorted()

        test("a machine with data stays when its block is deleted, and one with disposable disks or a clone goes") {
            Bed("9.1").use { bed ->
                val machine = bed.machine().also { it.releasing = false }
                machine.done(
                    bed.script {
                        guest("database") { data() }
                        guest("worker") {}
                        val golden = guest("golden") { template = true }
                        vm("copy") {
                            on("trinity")
                            running = false
                            cloneOf(golden)
                            disk("root") {
                                size = 5.GiB
                                storage = "ceph-vm-disks"
                            }
                        }
                    },
                )
                machine.plan(Options.NORMAL.teardown(true), bed.script()).keys shouldBe
                    setOf("proxmox.vm/worker", "proxmox.vm/golden", "proxmox.vm/copy")
                machine.done(bed.script())
                bed.guests() shouldBe listOf("database")
                machine.plan(bed.script()).shouldBeEmpty()
                machine.releasing = true
                machine.done(bed.script())
                bed.guests().shouldBeEmpty()
                bed.violations().shouldBeEmpty()
            }
        }

        test("a machine that stays keeps its firewall") {
            Bed("9.1").use { bed ->
                val machine = bed.machine().also { it.releasing = false }
                machine.done(
                    bed.script {
                        guest("database") {
                            data()
                            firewall { allow("https") }
                        }
                    },
                )
                machine.done(bed.script())
                val id = bed.behind { living() }.single().whole("vmid")
                bed.behind { get("trinity", path("trinity", id, "firewall", "rules")) }.rows().size shouldBe 1
                machine.plan(bed.script()).shouldBeEmpty()
                bed.violations().shouldBeEmpty()
            }
        }

        test("a storage stays when its block is deleted, except one for what can be fetched again") {
            Bed("9.1").use { bed ->
                val machine = bed.machine().also { it.releasing = false }
                fun storages() = bed.behind { get("", "/storage") }.rows().map { it.text("storage") }.sorted()
                val before = storages()
                machine.done(
                    bed.script {
                        storage("isos") {
                            dir("/srv/isos")
                            content("iso")
                        }
                        storage("backups") {
                            dir("/srv/backups")
                            content("backup")
                        }
                    },
                )
                machine.done(bed.script())
                storages() shouldBe (before + "backups").sorted()
                machine.plan(bed.script()).shouldBeEmpty()
            }
        }

        test("a disk with data stays in the machine when its line is deleted, and is taken out once it is released") {
            Bed("9.1").use { bed ->
                val machine = bed.machine().also { it.releasing = false }
                fun disks() = Disk.slots(bed.behind { config(100) }).keys.sorted()
                machine.done(bed.script { guest("database") { data() } })
                val without = bed.script { guest("database") { memory = 3.GiB } }
                machine.done(without) shouldBe setOf("proxmox.vm/database")
                disks() shouldBe listOf("data", "root")
                machine.plan(without).shouldBeEmpty()
                machine.problems(
                    bed.script {
                        guest("database") {
                            memory = 3.GiB
                            id = 200
                        }
                    },
                ) shouldContain "would be replaced, but it is protected"
                machine.releasing = true
                machine.done(without)
                disks() shouldBe listOf("root")
                bed.violations().shouldBeEmpty()
            }
        }

        test("a machine that was taken over is protected by disks that nobody declares") {
            Bed("9.1").use { bed ->
                val first = bed.machine()
                first.done(bed.script { guest("theirs") {} })
                val second = bed.machine().also { it.releasing = false }
                val adopted = bed.script {
                    vm("theirs") {
                        on("trinity")
                        id = 100
                        running = false
                        adopt = true
                    }
                }
                second.done(adopted)
                second.plan(Options.NORMAL.teardown(true), bed.script()).shouldBeEmpty()
                second.done(bed.script())
                bed.guests() shouldBe listOf("theirs")
                second.plan(adopted).filterValues { it == Action.DELETE }.shouldBeEmpty()
            }
        }
    })
