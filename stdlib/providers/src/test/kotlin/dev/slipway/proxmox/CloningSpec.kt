package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.Vm
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.proxmox
import dev.slipway.lab.Fault
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Templates and copies of them. */
class CloningSpec :
    FunSpec({
        fun ProxmoxBlock.golden(storage: String = "ceph-vm-disks", on: String = "trinity") = vm("golden") {
            on(on)
            id = 1000
            template = true
            disk("root") {
                size = 4.GiB
                this.storage = storage
            }
            nic { bridge = "vmbr0" }
        }

        fun ProxmoxBlock.copy(
            of: Vm,
            linked: Boolean,
            storage: String = "ceph-vm-disks",
            more: VmBlock.() -> Unit = {
            },
        ) = vm("web") {
            on("trinity")
            id = 1030
            cloneOf(of, linked)
            running = false
            tags("prod")
            disk("root") {
                size = 8.GiB
                this.storage = storage
            }
            nic { bridge = "vmbr0" }
            more()
        }

        for (version in listOf("8.4", "9.1")) {
            for (linked in listOf(true, false)) {
                test(
                    "$version: a ${if (linked) "linked" else "whole"} copy of a template is ours, grown, and stays as it is",
                ) {
                    LabGround(version).use { ground ->
                        val machine = ground.machine()
                        val script: () -> Unit = {
                            proxmox {
                                ground.reach(this)
                                copy(golden(), linked)
                            }
                        }
                        machine.done(script).size shouldBe 2
                        machine.done(script).shouldBeEmpty()
                        val config = ground.config(1030)
                        config.keys.shouldHaveNone("description", "template")
                        VmOwnership.tags(config.getValue("tags")) shouldHaveSize 2
                        config.getValue("scsi0") shouldContain "size=8G"
                        ground.config(1000)["template"] shouldBe "1"
                        ground.asked().count { it.endsWith("/clone") } shouldBe 1
                        machine.done { proxmox { ground.reach(this) } }.size shouldBe 2
                        ground.violations().shouldBeEmpty()
                    }
                }
            }
        }

        test("a copy on another node and another storage") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.done {
                    proxmox {
                        ground.reach(this)
                        copy(golden(), false) { on("neo") }
                    }
                }
                ground.config(1030, "neo").getValue("scsi0") shouldContain "size=8G"
                val local = ground.machine()
                local.problems {
                    proxmox {
                        ground.reach(this)
                        val golden =
                            vm("local-golden") {
                                on("trinity")
                                id = 1001
                                template = true
                                disk("root") {
                                    size =
                                        4.GiB
                                    storage = "local-lvm"
                                }
                            }
                        vm("other") {
                            on("neo")
                            id = 1031
                            cloneOf(golden)
                            disk("root") {
                                size = 4.GiB
                                storage =
                                    "local-lvm"
                            }
                        }
                    }
                }.let {
                    it shouldContain "uses local storage"
                    it shouldContain "make it on trinity, where 'local-golden' is"
                }
                ground.violations().shouldBeEmpty()
            }
        }

        test("a linked copy of what is no template is refused, and a template stays one") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                fun script(template: Boolean): () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        val plain =
                            vm("plain") {
                                on("trinity")
                                id = 1000
                                running = false
                                this.template = template
                                disk("root") {
                                    size =
                                        4.GiB
                                    storage = "ceph-vm-disks"
                                }
                            }
                        copy(plain, linked = true)
                    }
                }
                machine.problems(script(false)) shouldContain
                    "'plain' is no template, and only of one there are linked copies"
                machine.done(script(true)).size shouldBe 2
                machine.problems(script(false)) shouldContain "'plain' is a template, and stays one"
            }
        }

        test("a copy whose answer was lost is found again, and not made twice") {
            LabGround("9.1", "qmclone" to "60").use { ground ->
                val machine = ground.machine()
                machine.done {
                    proxmox {
                        ground.reach(this)
                        golden()
                    }
                }
                val script: () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        copy(golden(), false)
                    }
                }
                ground.fault(Fault("proxy-timeout", "home", "after", 1))
                machine.done(script).size shouldBe 1
                ground.asked().count { it.endsWith("/clone") } shouldBe 1
                machine.plan(script).shouldBeEmpty()
            }
        }

        test("an adopted machine is marked as ours") {
            LabGround("9.1").use { ground ->
                ground.behind {
                    carried {
                        post(
                            "trinity",
                            "/nodes/trinity/qemu",
                            FormParameters.of(
                                "vmid" to 1030,
                                "name" to "web",
                                "memory" to 1024,
                                "cores" to 1,
                            ),
                        )
                    }
                }
                val machine = ground.machine()
                val script: () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        vm("web") {
                            on("trinity")
                            id = 1030
                            running =
                                false
                            memory = 1.GiB
                            adopt = true
                        }
                    }
                }
                machine.plan(script) shouldBe mapOf("proxmox.vm/web" to Action.ADOPT)
                machine.done(script)
                VmOwnership.tags(ground.config(1030).getValue("tags")).single() shouldBe
                    VmOwnership.tag(VmOwnership.uuidOf(ground.config(1030)))
                machine.plan(script).shouldBeEmpty()
            }
        }
    })

private fun Set<String>.shouldHaveNone(vararg names: String) = filter { it in names }.shouldBeEmpty()
