package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.ha
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Lists of a cluster show machines as they were some seconds ago, and only those that one may see: nothing follows from that. */
class LagSpec :
    FunSpec({
        fun Stage.script(count: Int = 3, more: ProxmoxBlock.() -> Unit = {}): () -> Unit = {
            proxmox {
                reach(this)
                for (i in 0 until count) {
                    vm("web-$i") {
                        on("trinity")
                        id = 1030 + i
                        memory = 1.GiB
                    }
                }
                more()
            }
        }

        fun Stage.rest(seconds: Int) = behind { cluster.rest(seconds * 1_000L) }

        fun Stage.states() = behind { living() }.associate { it.text("name") to it.text("status") }

        for (version in listOf("8.4", "9.1")) {
            test("$version: a new machine that HA keeps alive goes on running") {
                Stage(version).use { stage ->
                    val machine = stage.machine()
                    val script: () -> Unit = {
                        proxmox {
                            stage.reach(this)
                            vm("web") {
                                on("trinity")
                                id = 1030
                                ha()
                            }
                        }
                    }
                    machine.done(script) shouldBe setOf("proxmox.vm/web", "proxmox.ha/web")
                    stage.behind { get("", "/cluster/ha/resources").rows().single() }.text("state") shouldBe "started"
                    stage.rest(60)
                    stage.states() shouldBe mapOf("web" to "running")
                    machine.plan(script).shouldBeEmpty()
                }
            }

            test("$version: a plan right after a run is empty, and costs one request when the list has caught up") {
                Stage(version).use { stage ->
                    val machine = stage.machine()
                    machine.done(stage.script(20)).size shouldBe 20
                    val before = stage.requests
                    machine.plan(stage.script(20)).shouldBeEmpty()
                    // The list, the files of those that it is behind with, and the node that says which of them run.
                    (stage.requests - before) shouldBeLessThanOrEqual 22
                    machine.done(stage.script(20)).shouldBeEmpty()
                    stage.rest(10)
                    val settled = stage.requests
                    machine.plan(stage.script(20)).shouldBeEmpty()
                    stage.requests - settled shouldBe 1
                    machine.done(stage.script(0)).size shouldBe 20
                    stage.states().shouldBeEmpty()
                    stage.bed.violations().shouldBeEmpty()
                }
            }
        }

        test("what was listed before a list had caught up is not taken for how a machine is to be") {
            Stage("9.1", "qmstart" to "15").use { stage ->
                val machine = stage.machine()
                machine.done(stage.script(1))
                machine.done(stage.script(1)).shouldBeEmpty() // it runs, and the list says that it does not
                stage.behind { carried { post("trinity", path("trinity", 1030, "status", "stop")) } }
                stage.rest(30)
                machine.plan(stage.script(1)) shouldBe mapOf("proxmox.vm/web-0" to Action.UPDATE)
            }
        }

        test("a machine under a number that another had a moment ago is itself") {
            val quick = listOf("qmcreate", "qmstart", "qmdestroy").map { it to "0.5" }.toTypedArray()
            Stage("9.1", *quick).use { stage ->
                val machine = stage.machine()
                stage.behind { make("trinity", 1030, "former") }
                stage.rest(10)
                stage.behind { destroy(1030) }
                machine.done(stage.script(1)).size shouldBe 1
                stage.behind { guests().single() }.text("name") shouldBe "former"
                machine.plan(stage.script(1)).shouldBeEmpty()
            }
        }

        test("a machine that we may see no more is not taken for gone, nor made again, nor forgotten") {
            Stage("9.1").use { stage ->
                val machine = stage.machine()
                stage.behind {
                    post("", "/pools", FormParameters.of("poolid" to "ours"))
                    post("", "/access/users", FormParameters.of("userid" to "ops@pve"))
                    val path = FormParameters.path("access", "users", "ops@pve", "token", "lab")
                    val token = post("", path, FormParameters.of("privsep" to false)).text("value")
                    for (where in listOf("/pool/ours", "/storage", "/sdn")) {
                        put(
                            "",
                            "/access/acl",
                            FormParameters.of("path" to where, "roles" to "Administrator", "users" to "ops@pve"),
                        )
                    }
                    machine.secrets["env,vault:PVE_TOKEN"] = "ops@pve!lab=$token"
                }
                fun script(names: List<String>): () -> Unit = {
                    proxmox {
                        stage.reach(this)
                        for (name in names) {
                            vm(name) {
                                on("trinity")
                                group = "ours"
                                memory = 1.GiB
                            }
                        }
                    }
                }
                machine.done(script(listOf("a", "b"))).size shouldBe 2
                stage.rest(10)
                val hidden = stage.behind { living() }.first { it.text("name") == "a" }.whole("vmid")
                stage.behind {
                    put("", "/pools", FormParameters.of("poolid" to "ours", "vms" to hidden, "delete" to true))
                }
                machine.problems(script(listOf("a", "b"))) shouldContain "grant VM.Audit on /vms/$hidden"
                machine.problems(script(listOf("b"))) shouldContain "grant VM.Audit on /vms/$hidden"
                stage.states() shouldBe mapOf("a" to "running", "b" to "running")
                stage.bed.violations().shouldBeEmpty()
            }
        }
    })
