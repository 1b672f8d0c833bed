package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.StorageBlock
import dev.slipway.dsl.secret
import dev.slipway.dsl.storage
import dev.slipway.lab.Fault
import dev.slipway.model.Fields
import dev.slipway.model.TaskKey
import dev.slipway.plan.Action
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.Operation
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
                    machine.done(bed.script { backup() }) shouldBe setOf("proxmox.storage/nfs-backup")
                    val before = bed.asked().size
                    machine.done(bed.script { backup() }).shouldBeEmpty()
                    bed.asked().drop(before) shouldBe listOf("GET /storage")

                    bed.behind {
                        put(
                            "",
                            "/storage/nfs-backup",
                            FormParameters.of(
                                "content" to "backup",
                                "disable" to true,
                            ),
                        )
                    }
                    machine.plan(bed.script { backup() }) shouldBe mapOf("proxmox.storage/nfs-backup" to Action.UPDATE)
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
                    machine.done(bed.script(narrow)) shouldBe setOf("proxmox.storage/nfs-backup")
                    machine.done(bed.script(narrow)).shouldBeEmpty()
                    bed.behind { get("", "/storage/nfs-backup") }.text("nodes") shouldBe "neo,trinity"
                    machine.done(bed.script { backup() })
                    val wide = bed.behind { get("", "/storage/nfs-backup") }.texts()
                    listOf(wide["nodes"], wide["prune-backups"]) shouldBe listOf(null, null)

                    machine.done(bed.script()) shouldBe setOf("proxmox.storage/nfs-backup")
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
                machine.plan(moved) shouldBe mapOf("proxmox.storage/data" to Action.REPLACE)
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
                bed.machine().done(taken) shouldBe setOf("proxmox.storage/local")
                bed.behind { get("", "/storage/local") }.text("content") shouldBe "import,iso"
                bed.violations().shouldBeEmpty()
            }
        }

        test("several are changed in one run, though one digest stands for all of them") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                fun all(sort: String) = bed.script {
                    for (i in 1..4) {
                        storage("data-$i") {
                            dir("/mnt/$i")
                            content(sort)
                        }
                    }
                }
                machine.done(all("iso"))
                machine.done(all("backup")).size shouldBe 4
                machine.plan(all("backup")).shouldBeEmpty()
                bed.violations().shouldBeEmpty()
            }
        }

        test("content that a sort of storage cannot keep is refused before it is dropped") {
            Bed("9.1").use { bed ->
                val problems = bed.machine().problems(
                    bed.script {
                        storage("thin") {
                            lvmthin("data", "thin")
                            content("iso", "images")
                        }
                    },
                )
                problems shouldContain "the content 'iso' in storage 'thin'"
                problems shouldContain "lvmthin takes images, rootdir, and drops all else"
            }
        }

        test("one that somebody else made while an answer was lost is not taken for ours") {
            Bed("9.1").use { bed ->
                val ours = Fields.of(
                    "proxmox", bed.proxmox, "name", "data", "type", "dir", "place", mapOf("path" to "/mnt/ours"),
                    "content", listOf("iso", "backup"), "enabled", true,
                )
                val subject = ObjectRef(TaskKey("proxmox.storage", "data"), "", ours, Fields.NONE)
                val doubt = InterruptedOperation(subject, Operation.CREATE, "", "x", ALONE)
                val storages = Storages(bed.clusters)
                storages.recover(doubt, bed.errand).now().isPresent shouldBe false
                bed.behind {
                    post(
                        "",
                        "/storage",
                        FormParameters.of("storage" to "data", "type" to "dir", "path" to "/mnt/theirs"),
                    )
                }
                storages.recover(doubt, bed.errand).now().isPresent shouldBe false
                bed.behind { delete("", "/storage/data") }
                storages.create(ours, bed.errand).now()
                storages.recover(doubt, bed.errand).now().isPresent shouldBe true

                val user = Fields.of("proxmox", bed.proxmox, "name", "s@pve", "enabled", true, "comment", "ours")
                val users = CollectionResource.users(bed.clusters)
                val begun =
                    InterruptedOperation(
                        ObjectRef(TaskKey("proxmox.user", "s"), "", user, Fields.NONE),
                        Operation.CREATE,
                        "",
                        "x",
                        ALONE,
                    )
                bed.behind { post("", "/access/users", FormParameters.of("userid" to "s@pve", "comment" to "theirs")) }
                users.recover(begun, bed.errand).now().isPresent shouldBe false
                bed.behind { put("", "/access/users/s@pve", FormParameters.of("comment" to "ours")) }
                users.recover(begun, bed.errand).now().isPresent shouldBe true
            }
        }

        test("a cluster without quorum is waited for: nodes join and start again") {
            Bed("9.1").use { bed ->
                bed.lab.fault(Fault("no-quorum", "home", "", 3))
                bed.machine().done(bed.script { backup() }) shouldBe setOf("proxmox.storage/nfs-backup")
                bed.asked().count { it == "POST /storage" } shouldBe 4
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
