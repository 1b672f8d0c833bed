package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.lab.Fault
import dev.slipway.local.Machine
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldMatch
import io.kotest.matchers.string.shouldNotContain

/** What cannot be, from a script: said with its line and what to do, and nothing half-made is left. */
class RefusedSpec :
    FunSpec({
        fun ProxmoxBlock.web(more: VmBlock.() -> Unit = {}) = vm("web") {
            on("trinity")
            id = 1030
            disk("root") {
                size = 4.GiB
                storage = "ceph-vm-disks"
            }
            more()
        }

        /** What is said when a script is refused: why, and what to do; nothing is there then. */
        fun LabGround.refused(machine: Machine = machine(), script: ProxmoxBlock.() -> Unit): String {
            val said = machine.problems { proxmox(block = script) }
            said shouldMatch
                Regex("""line: proxmox\.vm/web could not be (created|looked at)\n  why: .+(\n  do:  |; ).+""")
            clear()
            guests().shouldBeEmpty()
            disks() shouldBe 0
            violations().shouldBeEmpty()
            return said
        }

        test("a bridge that its node does not have is told with what to do") {
            LabGround("9.1").use { ground ->
                ground.machine().problems {
                    proxmox {
                        ground.reach(this)
                        web { nic { bridge = "vmbr77" } }
                    }
                } shouldContain "declare it in its node, or correct the bridge of the network card"
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: a wrong token, and one that has expired with its ticket") {
                LabGround(version).use { ground ->
                    val wrong = ground.machine().also {
                        it.secrets["env,vault:PVE_TOKEN"] =
                            "root@pam!lab=${Bed.TOKEN.replace('0', '1')}"
                    }
                    ground.refused(wrong) {
                        ground.reach(this)
                        web()
                    }.let {
                        it shouldContain "check the token or the password, and whether it has expired"
                        it shouldNotContain "11234567"
                    }
                    val login: ProxmoxBlock.() -> Unit = {
                        ground.reach(this)
                        token = null
                        password = secret("PVE_PASSWORD")
                        web()
                    }
                    val machine = ground.machine().also { it.secrets["env,vault:PVE_PASSWORD"] = "slipway" }
                    ground.fault(Fault("ticket-expired", "home", "", 0))
                    ground.refused(machine, login) shouldContain "check the token or the password"
                    ground.fault(Fault("ticket-expired", "home", "", 1))
                    machine.done { proxmox(block = login) } shouldBe setOf("proxmox.vm/web")
                }
            }

            test("$version: a certificate of nobody we know, and one for another host") {
                LabGround(version).use { ground ->
                    ground.refused {
                        ground.reach(this)
                        ca = ""
                        web()
                    }.let {
                        it shouldContain "the certificate of 10.0.3.11 is not to be trusted"
                        it shouldContain "pin("
                    }
                    val elsewhere = object : Dialer {
                        val lab = Dialer.lab(ground.directory)

                        override fun find(host: String, port: Int) = lab.find("10.0.3.11", port)

                        override fun timer() = ground.machine().dialer.timer()
                    }
                    val machine = Machine(dialer = elsewhere).also {
                        it.secrets += ground.machine().secrets
                        it.releasing = true
                    }
                    ground.refused(machine) {
                        ground.reach(this)
                        endpoint = "https://morpheus.example:8006"
                        web()
                    }.let {
                        it shouldContain "the certificate that morpheus.example shows is for another host"
                        it shouldContain "use a name that it carries as the endpoint, or pin the certificate"
                    }
                }
            }

            test("$version: a storage without room or without a name, and a node that the cluster does not have") {
                LabGround(version).use { ground ->
                    ground.fault(Fault("storage-full", "home", "ceph-vm-disks", 0))
                    ground.refused {
                        ground.reach(this)
                        web()
                    } shouldContain
                        "make room on it, or choose another storage"
                    ground.refused {
                        ground.reach(this)
                        web {
                            disk("data") {
                                size = 4.GiB
                                storage = "nowhere"
                            }
                        }
                    } shouldContain
                        "storage 'nowhere' does not exist"
                    ground.refused {
                        ground.reach(this)
                        node("morpheus")
                        web { on("morpheus") }
                    } shouldContain
                        "correct the name of the node, or let it join"
                }
            }

            test("$version: a number that somebody else has") {
                LabGround(version).use { ground ->
                    ground.behind {
                        carried {
                            post("neo", "/nodes/neo/qemu", FormParameters.of("vmid" to 1030, "name" to "theirs"))
                        }
                    }
                    val before = ground.config(1030, "neo")
                    val said = ground.machine().problems {
                        proxmox {
                            ground.reach(this)
                            web()
                        }
                    }
                    said shouldContain "line: proxmox.vm/web exists already as 1030, and Slipway did not make it"
                    said shouldContain "say adopt = true there to take it over"
                    ground.config(1030, "neo") shouldBe before
                    ground.violations().shouldBeEmpty()
                }
            }

            test("$version: whoever may see no machine is told so, instead of believing that there are none") {
                LabGround(version).use { ground ->
                    val machine = ground.machine()
                    val script: () -> Unit = {
                        proxmox {
                            ground.reach(this)
                            web()
                        }
                    }
                    ground.behind {
                        post("", "/access/users", FormParameters.of("userid" to "blind@pve"))
                        val path = FormParameters.path("access", "users", "blind@pve", "token", "lab")
                        val token = post("", path, FormParameters.of("privsep" to false)).text("value")
                        machine.secrets["env,vault:PVE_TOKEN"] = "blind@pve!lab=$token"
                    }
                    machine.problems(script).let {
                        it shouldContain "blind@pve!lab may not do all of this on 'proxmox'"
                        it shouldContain "VM.Audit"
                    }
                    ground.guests().shouldBeEmpty()
                    val blind = machine.secrets.getValue("env,vault:PVE_TOKEN")
                    machine.secrets.putAll(ground.machine().secrets)
                    machine.done(script)
                    machine.secrets["env,vault:PVE_TOKEN"] = blind
                    machine.plan(script)["proxmox.vm/web"] shouldBe Action.HOLD
                    ground.violations().shouldBeEmpty()
                }
            }

            test("$version: what would break the form arrives as it is") {
                val address = "https://example.org/d.qcow2?a=b&c=d+e%41=é"
                LabGround(version, "images" to "$address#2048#${Errands.DIGEST}").use { ground ->
                    ground.machine().done {
                        proxmox {
                            ground.reach(this)
                            image("debian") {
                                url = address
                                format = "qcow2"
                                sha256 = Errands.DIGEST
                                storage = "local"
                            }
                        }
                    } shouldBe setOf("proxmox.image/debian")
                    ground.violations().shouldBeEmpty()
                }
            }
        }
    })
