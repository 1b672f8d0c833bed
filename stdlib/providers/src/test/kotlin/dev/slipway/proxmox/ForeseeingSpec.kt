package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.firewall
import dev.slipway.dsl.grant
import dev.slipway.dsl.ha
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.role
import dev.slipway.model.Fields
import dev.slipway.model.Missing
import dev.slipway.model.Secret
import dev.slipway.model.TaskKey
import dev.slipway.model.Value
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** What we may not do, and what hosts cannot bear, is told before anything is changed. */
class ForeseeingSpec :
    FunSpec({
        fun ProxmoxBlock.machine(name: String, number: Int, more: VmBlock.() -> Unit = {}) {
            vm(name) {
                on("trinity")
                id = number
                memory = 1.GiB
                disk("root") {
                    size = 4.GiB
                    storage = "ceph-vm-disks"
                }
                nic {
                    bridge = "vmbr0"
                    vlan = 3
                }
                more()
            }
        }

        fun script(stage: Stage, more: ProxmoxBlock.() -> Unit): () -> Unit = {
            proxmox {
                stage.reach(this)
                more()
            }
        }

        /** A user with a token, who may do nothing yet. */
        fun Stage.stranger(): String = behind {
            post("", "/access/users", FormParameters.of("userid" to "slipway@pve"))
            val made = post("", "/access/users/slipway@pve/token/tok", FormParameters.of("privsep" to false))
            "${made.text("full-tokenid")}=${made.text("value")}"
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: all that we may not do is told at once, and nothing is touched") {
                Stage(version).use { stage ->
                    val machine = stage.machine(stage.stranger())
                    val before = stage.requests
                    val problems = machine.problems(
                        script(stage) {
                            machine("web", 1030)
                            machine("db", 1031)
                            firewall { management("10.0.3.0/24") }
                        },
                    )
                    problems shouldContain "slipway@pve!tok may not do all of this on 'proxmox'"
                    problems shouldContain "on /storage/ceph-vm-disks: Datastore.AllocateSpace"
                    problems shouldContain "on /sdn/zones/localnetwork/vmbr0/3: SDN.Use"
                    problems shouldContain "on /vms: VM.Allocate, VM.Audit, VM.Config.CPU, VM.Config.Disk"
                    problems shouldContain "on /: Sys.Audit, Sys.Modify"
                    problems shouldContain "needed for proxmox.vm/web, proxmox.vm/db"
                    problems shouldNotContain "="
                    stage.bed.asked().drop(before).filterNot { it.startsWith("GET") }.shouldBeEmpty()
                }
            }

            test("$version: the role with the least privilege is enough for machines, and only for them") {
                Stage(version).use { stage ->
                    val token = stage.stranger()
                    val paths = listOf("/vms", "/storage/ceph-vm-disks", "/sdn/zones/localnetwork")
                    val access = script(stage) {
                        role("slipway") { leastPrivilege() }
                        grant("slipway", to = "slipway@pve", on = paths)
                    }
                    stage.machine().done(access)
                    val machine = stage.machine(token)
                    machine.done(script(stage) { machine("web", 1030) }) shouldBe setOf("proxmox.vm/web")
                    machine.done(
                        script(stage) {
                            machine("web", 1030) {
                                cores = 2
                                mayReboot = true
                            }
                        },
                    )
                    machine.problems(
                        script(stage) {
                            machine("web", 1030) {
                                cores = 2
                                ha()
                            }
                        },
                    ) shouldContain
                        "on /: Sys.Audit, Sys.Console"
                    machine.done(script(stage) {}) shouldBe setOf("proxmox.vm/web")
                    stage.bed.violations().shouldBeEmpty()
                }
            }
        }

        test("a host that cannot bear a machine is told with the numbers, and what may still do is said") {
            Stage("9.1").use { stage ->
                val machine = stage.machine()
                val problems = machine.problems(
                    script(stage) {
                        machine("large", 1030) { memory = 4096.GiB }
                        machine("many", 1031) { cores = 400 }
                        machine("fine", 1032)
                    },
                )
                problems shouldContain "proxmox.vm/large cannot run on 'trinity'"
                problems shouldContain "it has 4096.0 GiB of memory, and the node has"
                problems shouldContain "it has 400 cores, and the node has"
                problems shouldNotContain "proxmox.vm/fine"
                stage.behind { guests() }.shouldBeEmpty()
                machine.done(script(stage) { (0..8).forEach { machine("m$it", 1040 + it) { memory = 8.GiB } } })
                machine.said().any { "of memory free, and 72.0 GiB are to come" in it } shouldBe true
            }
        }

        test("a host without /dev/kvm runs no machine, and keeps one that does not run") {
            Stage("9.1", "kvm" to "no").use { stage ->
                stage.machine().problems(script(stage) { machine("web", 1030) }) shouldContain "it has no /dev/kvm"
                stage.machine().done(script(stage) { machine("web", 1030) { running = false } }).size shouldBe 1
            }
        }

        test("a node that the cluster does not have yet is said: it may join in this very run") {
            Stage("9.1").use { stage ->
                val machine = stage.machine()
                val script = script(stage) {
                    node("morpheus")
                    machine("lost", 1031) { on("morpheus") }
                }
                machine.problems(script) shouldContain "proxmox.vm/lost could not be created"
                machine.said().any { "no node 'morpheus' yet; it has neo, niobe, trinity" in it } shouldBe true
            }
        }

        test("what only root may do is told to everybody else, with all that is missing besides") {
            Stage("9.1").use { stage ->
                val needs: (
                    PlannedStep,
                ) -> List<RequiredPrivilege> = { listOf(RequiredPrivilege.ROOT, RequiredPrivilege("Sys.Modify", "/")) }
                val step =
                    PlannedStep(TaskKey("proxmox.cluster", "home"), Operation.CREATE, Fields.NONE, stage.bed.guest())
                stage.bed.clusters.foreseen(listOf(step), stage.bed.errand, needs).now().map { it.what() } shouldBe
                    listOf("only root@pam, with its password, may do this on 'home'")
                val root = stage.bed.proxmox.with("token", Missing.ABSENT).with("user", Value.of("root@pam"))
                    .with("password", Secret.of("env:PASSWORD"))
                val asRoot = PlannedStep(step.key(), Operation.CREATE, Fields.NONE, Fields.of("proxmox", root))
                stage.bed.clusters.foreseen(listOf(asRoot), stage.bed.errand, needs).now().shouldBeEmpty()
            }
        }
    })
