package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import dev.slipway.provide.LookDepth
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** What holds for every Proxmox VE, seen from a script: in a lab of any version, and on a real host. */
abstract class ProxmoxContract internal constructor(private val open: () -> Ground) :
    FunSpec({
        fun ProxmoxBlock.usual(ground: Ground, runs: Boolean = false, gib: Int = 1, more: VmBlock.() -> Unit = {}) {
            ground.reach(this)
            for (i in 0..2) {
                vm("slipway-test-$i") {
                    on(ground.node)
                    id = ground.first + i
                    memory = 1.GiB
                    running = runs
                    tags("test")
                    disk("root") {
                        size = gib.GiB
                        storage = ground.storage
                    }
                    nic { bridge = ground.bridge }
                    if (i == 0) more()
                }
            }
        }

        fun Ground.nothing(): () -> Unit = { proxmox { reach(this) } }

        test("it comes up, a second run changes nothing at the cost of three requests, and it goes down clean") {
            open().use { ground ->
                ground.demand(Demand.KVM)
                val machine = ground.machine()
                machine.done { proxmox { usual(ground, runs = true) } }.size shouldBe 3
                machine.done { proxmox { usual(ground, runs = true) } }.shouldBeEmpty()
                ground.settle()
                val before = ground.requests()
                machine.done { proxmox { usual(ground, runs = true) } }.shouldBeEmpty()
                if (before != null) (checkNotNull(ground.requests()) - before) shouldBeLessThanOrEqual 3
                machine.done(ground.nothing()).size shouldBe 3
                ground.violations().shouldBeEmpty()
            }
        }

        test("what waits in a running machine for its start is seen by a full look, which the list alone cannot show") {
            open().use { ground ->
                ground.demand(Demand.KVM)
                val machine = ground.machine()
                machine.done { proxmox { usual(ground, runs = true) } }
                ground.settle()
                ground.behind { change(ground.first, "memory" to "2048") }
                machine.plan { proxmox { usual(ground, runs = true) } }.shouldBeEmpty()
                val fully = machine.plan(Options.NORMAL.look(LookDepth.FULL)) { proxmox { usual(ground, runs = true) } }
                fully shouldBe mapOf("proxmox.vm/slipway-test-0" to Action.UPDATE)
                ground.behind { change(ground.first, "memory" to "1024") }
                machine.done(ground.nothing()).size shouldBe 3
            }
        }

        test("where somebody has moved a machine to is accepted") {
            open().use { ground ->
                ground.demand(Demand.NODES)
                val machine = ground.machine()
                machine.done { proxmox { usual(ground) } }
                ground.behind { migrate(ground.first + 2, ground.other) }
                machine.plan { proxmox { usual(ground) } } shouldBe mapOf("proxmox.vm/slipway-test-2" to Action.NOTE)
                machine.done { proxmox { usual(ground) } }
                machine.plan { proxmox { usual(ground) } }.shouldBeEmpty()
                machine.done(ground.nothing()).size shouldBe 3
                ground.violations().shouldBeEmpty()
            }
        }

        test("what somebody changed is put back") {
            open().use { ground ->
                val machine = ground.machine()
                machine.done { proxmox { usual(ground) } }
                ground.settle()
                ground.behind { change(ground.first, "memory" to "2048") }
                ground.settle()
                machine.plan { proxmox { usual(ground) } } shouldBe mapOf("proxmox.vm/slipway-test-0" to Action.UPDATE)
                machine.done { proxmox { usual(ground) } } shouldBe setOf("proxmox.vm/slipway-test-0")
                ground.behind { change(ground.first + 1, "tags" to "") }
                machine.plan { proxmox { usual(ground) } } shouldBe mapOf("proxmox.vm/slipway-test-1" to Action.UPDATE)
                machine.done { proxmox { usual(ground) } }
                machine.done { proxmox { usual(ground) { cores = 2 } } } shouldBe setOf("proxmox.vm/slipway-test-0")
                machine.done(ground.nothing()).size shouldBe 3
                ground.violations().shouldBeEmpty()
            }
        }

        test("disks grow and come to it in place, and none is made smaller") {
            open().use { ground ->
                val machine = ground.machine()
                machine.done { proxmox { usual(ground) } }
                val second: VmBlock.() -> Unit = {
                    disk("data") {
                        size = 1.GiB
                        storage = ground.storage
                    }
                }
                val uuid = ground.behind { found(ground.first.toLong()) }?.uuid
                machine.done { proxmox { usual(ground, gib = 2, more = second) } }.size shouldBe 3
                machine.plan { proxmox { usual(ground, gib = 2, more = second) } }.shouldBeEmpty()
                ground.behind { found(ground.first.toLong()) }?.uuid shouldBe uuid
                machine.problems { proxmox { usual(ground) } } shouldContain "none is ever made smaller"
                machine.done(ground.nothing()).size shouldBe 3
                ground.violations().shouldBeEmpty()
            }
        }

        test("a number that somebody else has is refused, and theirs is never touched") {
            open().use { ground ->
                ground.behind { make(ground.node, ground.first + 2, "slipway-test-theirs") }
                val theirs = ground.behind { config(ground.first + 2) }
                val machine = ground.machine()
                machine.problems { proxmox { usual(ground) } } shouldContain
                    "proxmox.vm/slipway-test-2 exists already as ${ground.first + 2}, and Slipway did not make it"
                ground.behind { config(ground.first + 2) } shouldBe theirs
                machine.done(ground.nothing())
                ground.behind { config(ground.first + 2) } shouldBe theirs
                ground.violations().shouldBeEmpty()
            }
        }
    })

class Lab84Spec : ProxmoxContract({ LabGround("8.4") })

class Lab91Spec : ProxmoxContract({ LabGround("9.1") })
