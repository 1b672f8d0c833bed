package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Whether what we are told to be missing is all that is missing. */
class NeedsSpec :
    FunSpec({
        fun script(stage: Stage): () -> Unit = {
            proxmox {
                stage.reach(this)
                val debian = image("debian") {
                    url = "https://example.org/d.qcow2"
                    sha256 = Errands.DIGEST
                    storage = "local"
                }
                fun VmBlock.root() = disk("root") {
                    size = 4.GiB
                    storage = "ceph-vm-disks"
                }
                val golden = vm("golden") {
                    on("trinity")
                    template = true
                    root()
                }
                vm("copy") {
                    on("trinity")
                    cloneOf(golden)
                    root()
                }
                vm("web") {
                    on("trinity")
                    disk("root") {
                        size = 4.GiB
                        storage = "ceph-vm-disks"
                        image = debian
                    }
                    nic { bridge = "vmbr0" }
                    seed { address("10.0.3.30/24") }
                }
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: whoever is granted what was missing may do all of it") {
                Stage(version, "images" to "https://example.org/d.qcow2#2048#${Errands.DIGEST}").use { stage ->
                    val token = stage.behind {
                        post("", "/access/users", FormParameters.of("userid" to "slipway@pve"))
                        val made =
                            post("", "/access/users/slipway@pve/token/tok", FormParameters.of("privsep" to false))
                        "${made.text("full-tokenid")}=${made.text("value")}"
                    }
                    val machine = stage.machine(token)
                    val said = machine.problems(script(stage))
                    said shouldContain "VM.Clone"
                    said shouldContain "on /nodes/trinity: Sys.AccessNetwork"
                    stage.behind { guests() }.shouldBeEmpty()
                    val missing = Regex("on (/\\S*): ([A-Za-z., ]+)").findAll(said).map { it.destructured }.toList()
                    stage.behind {
                        missing.forEachIndexed { i, (path, privileges) ->
                            val names = privileges.replace(" ", "")
                            post("", "/access/roles", FormParameters.of("roleid" to "told$i", "privs" to names))
                            val grant = FormParameters.of("path" to path, "roles" to "told$i", "users" to "slipway@pve")
                            put("", "/access/acl", grant)
                        }
                    }
                    machine.done(script(stage)).size shouldBe 5
                    val none: () -> Unit = { proxmox { stage.reach(this) } }
                    machine.problems(none) shouldContain "missing are on /storage/local: Datastore.Allocate"
                    stage.behind { guests() }.size shouldBe 3
                    stage.behind {
                        val grant = FormParameters.of("path" to "/storage/local", "users" to "slipway@pve")
                        put("", "/access/acl", grant + mapOf("roles" to "PVEDatastoreAdmin"))
                    }
                    machine.done(none).size shouldBe 5
                    stage.bed.violations().shouldBeEmpty()
                }
            }
        }
    })
