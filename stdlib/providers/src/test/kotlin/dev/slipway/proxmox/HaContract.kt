package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ha
import dev.slipway.dsl.keepTogether
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** What holds for every Proxmox VE of machines that HA keeps alive, on one node that goes on running. */
abstract class HaContract internal constructor(private val open: () -> Ground) :
    FunSpec({
        fun Ground.script(tries: Int?, together: Boolean = false): () -> Unit = {
            proxmox {
                reach(this)
                for (i in 0..1) {
                    vm("slipway-test-kept-$i") {
                        on(node)
                        id = first + i
                        memory = 1.GiB
                        running = i == 0 || together
                        if (tries != null) {
                            ha {
                                restarts = tries
                                if (i == 0) prefer(node)
                            }
                        }
                    }
                }
                if (together) keepTogether("slipway-test-kept-0", "slipway-test-kept-1")
            }
        }

        fun Ground.resources() = behind { get("", "/cluster/ha/resources").rows() }
            .filter { it.text("sid").removePrefix("vm:").toIntOrNull() in first..first + 1 }

        fun Ground.running() = behind { living() }.filter { it.whole("vmid").toInt() in first..first + 1 }
            .associate { it.whole("vmid").toInt() - first to it.text("status") }

        fun Ground.round() = behind { cluster.rest(ROUND) }

        test("what HA gets goes on running or stays off, is changed, put back, stopped and started, and is let go") {
            open().use { ground ->
                ground.demand(Demand.HA, Demand.KVM)
                val machine = ground.machine()
                machine.done(ground.script(2)).size shouldBe 4
                ground.round()
                ground.running() shouldBe mapOf(0 to "running", 1 to "stopped")
                machine.plan(ground.script(2)).filterValues { it != Action.NOTE }.shouldBeEmpty()
                ground.behind {
                    put("", "/cluster/ha/resources/vm:${ground.first}", FormParameters.of("max_restart" to 0))
                }
                machine.plan(ground.script(2))["proxmox.ha/slipway-test-kept-0"] shouldBe Action.UPDATE
                machine.done(ground.script(2))
                ground.behind {
                    carried { post(ground.node, path(ground.node, ground.first.toLong(), "status", "stop")) }
                }
                ground.round()
                machine.plan(ground.script(2))["proxmox.vm/slipway-test-kept-0"] shouldBe Action.UPDATE
                machine.done(ground.script(2))
                ground.running()[0] shouldBe "running"
                machine.done(ground.script(null))
                ground.resources().shouldBeEmpty()
                ground.running() shouldBe mapOf(0 to "running", 1 to "stopped")
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 2
                ground.violations().shouldBeEmpty()
            }
        }

        test("machines are kept together by a rule of version 9, and removed while HA keeps them") {
            open().use { ground ->
                ground.demand(Demand.HA, Demand.KVM, Demand.RULES)
                val machine = ground.machine()
                machine.done(ground.script(1, together = true)).size shouldBe 5
                ground.round()
                machine.plan(ground.script(1, together = true)).filterValues { it != Action.NOTE }.shouldBeEmpty()
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 5
                ground.resources().shouldBeEmpty()
                ground.running().keys.shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }
    }) {
    private companion object {
        /** As long as the manager of HA and those of the nodes need until all is as they were told. */
        const val ROUND = 30_000L
    }
}

class Ha84Spec : HaContract({ LabGround("8.4") })

class Ha91Spec : HaContract({ LabGround("9.1") })
