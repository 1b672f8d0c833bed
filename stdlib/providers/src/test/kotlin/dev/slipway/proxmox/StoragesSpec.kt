package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.StorageBlock
import dev.slipway.dsl.secret
import dev.slipway.dsl.storage
import dev.slipway.lab.Fault
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Storages in both versions of Proxmox VE. */
class StoragesSpec :
    FunSpec({
        fun ProxmoxBlock.backup(more: StorageBlock.() -> Unit = {}) = storage("nfs-backup") {
            nfs("10.0.5.9", "/export/backup")
            content("backup", "iso")
            more()
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: storages are made, changed in place, put back, and forgotten") {
                Bed(version).use { bed ->
                    val machine = bed.machine()
                    machine.done(bed.script { backup() }) shouldBe setOf("pve.storage/nfs-backup")
                    val before = bed.asked().size
                    machine.done(bed.script { backup() }).shouldBeEmpty()
                    bed.asked().drop(before) shouldBe listOf("GET /storage")

                    bed.behind { put("", "/storage/nfs-backup", Form.of("content" to "backup", "disable" to true)) }
                    machine.plan(bed.script { backup() }) shouldBe mapOf("pve.storage/nfs-backup" to Action.UPDATE)
                    machine.done(bed.script { backup() })
                    val there = bed.behind { get("", "/storage/nfs-backup") }.texts()
                    there["content"] shouldBe "backup,iso"
                    there["disable"] shouldBe null

                    val narrow: ProxmoxBlock.() -> Unit = {
                        backup {
                            nodes("neo", "trinity")
                            option("prune-backups", "keep-last=3")
                        }
                    }
                    machine.done(bed.script(narrow)) shouldBe setOf("pve.storage/nfs-backup")
                    machine.done(bed.script(narrow)).shouldBeEmpty()
                    bed.behind { get("", "/storage/nfs-backup") }.text("nodes") shouldBe "neo,trinity"
                    machine.done(bed.script { backup() })
                    val wide = bed.behind { get("", "/storage/nfs-backup") }.texts()
                    listOf(wide["nodes"], wide["prune-backups"]) shouldBe listOf(null, null)

                    machine.done(bed.script()) shouldBe setOf("pve.storage/nfs-backup")
                    bed.behind { get("", "/storage") }.rows().map { it.text("storage") }.contains("nfs-backup") shouldBe
                        false
                    bed.violations().shouldBeEmpty()
                }
            }

            test("$version: storages of every sort") {
                Bed(version).use { bed ->
                    val machine = bed.machine()
                    val all = bed.script {
                        storage("a-dir") { dir("/mnt/data") }
                        storage("a-share") { cifs("10.0.5.9", "backup", "pve", secret("PVE_ROOT")) }
                        storage("a-group") { lvm("data") }
                        storage("thin") { lvmthin("data", "thin") }
                        storage("tank") { zfs("rpool/data") }
                        storage("pool") { rbd("vm") }
                        storage("files") { cephfs("cephfs") }
                    }
                    machine.done(all).size shouldBe 7
                    machine.plan(all).shouldBeEmpty()
                    bed.violations().shouldBeEmpty()
                }
            }
        }

        test("where it is cannot be changed in place, and who has the name already is not overwritten") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                machine.done(bed.script { storage("data") { dir("/mnt/a") } })
                val moved = bed.script { storage("data") { dir("/mnt/b") } }
                machine.plan(moved) shouldBe mapOf("pve.storage/data" to Action.REPLACE)
                machine.done(moved)
                bed.behind { get("", "/storage/data") }.text("path") shouldBe "/mnt/b"
                bed.machine().problems(bed.script { storage("local") { dir("/var/lib/vz") } }) shouldContain "adopt"
                val taken = bed.script {
                    storage("local") {
                        dir("/var/lib/vz")
                        content("iso", "import")
                        adopt = true
                        protect = true
                    }
                }
                bed.machine().done(taken) shouldBe setOf("pve.storage/local")
                bed.behind { get("", "/storage/local") }.text("content") shouldBe "import,iso"
                bed.violations().shouldBeEmpty()
            }
        }

        test("a lost answer is no harm") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                bed.lab.fault(Fault("proxy-timeout", "home", "after", 1))
                machine.done(bed.script { backup() })
                machine.plan(bed.script { backup() }).shouldBeEmpty()
                bed.asked().count { it == "POST /storage" } shouldBe 1
                bed.violations().shouldBeEmpty()
            }
        }
    })
