package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.HaBlock
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.ha
import dev.slipway.dsl.keepApart
import dev.slipway.dsl.keepTogether
import dev.slipway.dsl.proxmox
import dev.slipway.lab.Fault
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

private const val STORAGES = "local:dir:100,local-lvm:lvmthin:200,ceph-vm-disks:rbd:400,cephfs:cephfs:100"

/** Machines that HA keeps alive: groups in 8, rules in 9, and whatever is done to them is asked of HA. */
class HaSpec :
    FunSpec({
        fun ProxmoxBlock.machine(
            name: String,
            number: Int,
            runs: Boolean = true,
            node: String = "trinity",
            ha: (HaBlock.() -> Unit)?,
        ) {
            vm(name) {
                on(node)
                id = number
                memory = 1.GiB
                running = runs
                ha?.let { ha(it) }
            }
        }

        fun script(stage: Stage, more: ProxmoxBlock.() -> Unit): () -> Unit = {
            proxmox {
                stage.reach(this)
                more()
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: it is kept alive, prefers a node, changes its wish, heals, and is let go") {
                Stage(version).use { stage ->
                    val machine = stage.machine()
                    val first = script(stage) { machine("web", 1030) { prefer("neo", "trinity") } }
                    machine.done(first) shouldContainExactlyInAnyOrder listOf("proxmox.ha/web", "proxmox.vm/web")
                    machine.plan(first).filterValues { it != Action.NOTE }.shouldBeEmpty()
                    machine.done(first)
                    val second = script(stage) {
                        machine("web", 1030) {
                            restarts = 3
                            prefer("trinity")
                            only = true
                        }
                    }
                    machine.done(second) shouldContain "proxmox.ha/web"
                    machine.plan(second).filterValues { it != Action.NOTE }.shouldBeEmpty()
                    stage.behind { put("", "/cluster/ha/resources/vm:1030", FormParameters.of("max_restart" to 0)) }
                    machine.plan(second)["proxmox.ha/web"] shouldBe Action.UPDATE
                    machine.done(second)
                    val plain = script(stage) { machine("web", 1030) {} }
                    machine.done(plain)
                    machine.plan(plain).filterValues { it != Action.NOTE }.shouldBeEmpty()
                    machine.done(script(stage) {}).size shouldBe 2
                    stage.behind { get("", "/cluster/ha/resources").rows() }.shouldBeEmpty()
                    val wishes = if (version == "8.4") "groups" else "rules"
                    stage.behind { get("", "/cluster/ha/$wishes").rows() }.shouldBeEmpty()
                    stage.bed.violations().shouldBeEmpty()
                }
            }

            test("$version: what HA keeps alive is stopped, started, moved and removed by asking HA") {
                Stage(version).use { stage ->
                    val machine = stage.machine()
                    machine.done(script(stage) { machine("web", 1030, ha = null) })
                    stage.behind { post("", "/cluster/ha/resources", FormParameters.of("sid" to "vm:1030")) }
                    machine.done(script(stage) { machine("web", 1030, runs = false, ha = null) })
                    stage.behind { living().single() }.text("status") shouldBe "stopped"
                    machine.done(script(stage) { machine("web", 1030, ha = null) })
                    stage.behind { living().single() }.text("status") shouldBe "running"
                    machine.done(script(stage) { machine("web", 1030, node = "neo", ha = null) })
                    stage.behind { living().single() }.text("node") shouldBe "neo"
                    machine.done(script(stage) {}) shouldBe setOf("proxmox.vm/web")
                    stage.behind { get("", "/cluster/ha/resources").rows() }.shouldBeEmpty()
                    stage.bed.violations().shouldBeEmpty()
                }
            }
        }

        test("9.1: machines are kept apart, and one of them leaves") {
            Stage("9.1").use { stage ->
                val machine = stage.machine()
                fun apart(vararg names: String) = script(stage) {
                    names.forEachIndexed { i, name -> machine(name, 1030 + i, runs = false) {} }
                    if (names.size > 1) keepApart(*names)
                }
                machine.done(apart("a", "b", "c")) shouldContain "proxmox.ha.rule/a, b, c apart"
                machine.plan(apart("a", "b", "c")).shouldBeEmpty()
                machine.done(apart("a", "b"))
                machine.plan(apart("a", "b")).shouldBeEmpty()
                machine.done(script(stage) {})
                stage.behind { get("", "/cluster/ha/rules").rows() }.shouldBeEmpty()
                stage.bed.violations().shouldBeEmpty()
            }
        }

        test("9.1: that there are more machines to be kept apart than hosts is said by the plan, and by HA") {
            Stage("9.1").use { stage ->
                val machine = stage.machine()
                val script = script(stage) {
                    for (i in 0..3) machine("m$i", 1030 + i, runs = false) {}
                    keepApart("m0", "m1", "m2", "m3")
                }
                machine.plan(script)
                machine.said().joinToString("\n") shouldContain
                    "HA refuses to keep 4 machines apart (slipway-apart-m0-m1-m2-m3) as long as 'proxmox' has 3 nodes"
                machine.problems(script) shouldContain "rule defines more resources than available nodes"
            }
        }

        test("9.1: the plan warns of what HA cannot start elsewhere, and of nothing that is shared") {
            Stage("9.1", "content.cephfs" to "iso", "storages" to STORAGES).use { stage ->
                fun said(seed: String, disk: String): List<String> {
                    val machine = stage.machine()
                    machine.plan(
                        script(stage) {
                            vm("web") {
                                on("trinity")
                                memory = 1.GiB
                                disk("data") {
                                    size = 2.GiB
                                    storage = disk
                                }
                                seed { storage = seed }
                                ha()
                            }
                        },
                    )
                    return machine.said().filter { "HA cannot start" in it }
                }
                said("local", "ceph-vm-disks").single() shouldContain
                    "HA cannot start 'web' on another node: its seed is on local, which each node has for itself; " +
                    "use a shared storage, such as seed { storage = \"cephfs\" }"
                said("cephfs", "local-lvm").single() shouldContain "the disk 'data' is on local-lvm"
                said("cephfs", "ceph-vm-disks").shouldBeEmpty()
                stage.bed.violations().shouldBeEmpty()
            }
        }

        test("9.1: rules where groups have not become rules yet are told with what to do") {
            Stage("9.1").use { stage ->
                stage.bed.lab.fault(Fault("ha-groups", "home", "", 0))
                stage.machine().problems(script(stage) { machine("web", 1030) { prefer("neo") } }) shouldContain
                    "HA turns its groups into rules by itself once all nodes run version 9"
            }
        }

        test("8.4: that machines cannot be kept apart is told, and why") {
            Stage("8.4").use { stage ->
                stage.machine().problems(
                    script(stage) {
                        machine("a", 1030, runs = false) {}
                        machine("b", 1031, runs = false) {}
                        keepApart("a", "b")
                    },
                ) shouldContain "cannot keep machines apart or together: its HA knows groups of nodes alone"
                stage.behind { guests() }.shouldBeEmpty()
            }
        }

        test(
            "preferences that HA refuses for machines kept apart or together are reported before anything is created",
        ) {
            Stage("9.1").use { stage ->
                fun problems(how: String, vararg wishes: Pair<String, List<String>>) = stage.machine().problems(
                    script(stage) {
                        wishes.forEachIndexed { i, (name, nodes) ->
                            machine(name, 1030 + i) { prefer(*nodes.toTypedArray()) }
                        }
                        val names = wishes.map { it.first }.toTypedArray()
                        if (how == "apart") keepApart(*names) else keepTogether(*names)
                    },
                )
                problems("apart", "a" to listOf("trinity", "neo"), "b" to listOf()) shouldContain
                    "vm 'a' prefers trinity, neo in this order, and is kept apart"
                problems("apart", "a" to listOf("neo"), "b" to listOf("neo")) shouldContain
                    "a, b are kept apart, and prefer only neo"
                problems("together", "a" to listOf("neo"), "b" to listOf("trinity")) shouldContain
                    "a, b are kept together, and each prefers a node"
                problems("apart", "a" to listOf("neo"), "b" to listOf("trinity")) shouldBe ""
                stage.bed.violations().shouldBeEmpty()
            }
        }

        test("what HA cannot do is refused where it is said") {
            Stage("9.1").use { stage ->
                val problems = stage.machine().problems(
                    script(stage) {
                        machine("a", 1030) {
                            restarts = -1
                            only = true
                        }
                        machine("b", 1031) { prefer("morpheus") }
                        machine("c", 1032, ha = null)
                        keepApart("a", "c")
                        keepApart("b")
                    },
                )
                listOf(
                    "-1 restarts and 1 relocates in ha of vm 'a'",
                    "only, without a node in ha of vm 'a'",
                    "the unknown node 'morpheus' in ha of vm 'b'",
                    "HA does not keep 'c' alive",
                    "one machine apart",
                ).forEach { problems shouldContain it }
            }
        }
    })
