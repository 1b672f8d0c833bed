package dev.slipway.proxmox

import dev.slipway.dsl.FirewallBlock
import dev.slipway.dsl.GiB
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.firewall
import dev.slipway.dsl.ha
import dev.slipway.dsl.proxmox
import dev.slipway.lab.Fault
import dev.slipway.local.Machine
import dev.slipway.local.Sweeps
import dev.slipway.model.TaskKey
import dev.slipway.plan.Action
import dev.slipway.plan.Options
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** A machine and what belongs to it, from the first start over renaming and replacing to the end. */
class LifecycleSpec :
    FunSpec({
        fun LabGround.script(
            name: String = "web",
            number: Int? = 201,
            rules: (FirewallBlock.() -> Unit)? = { allow("https") },
            more: VmBlock.() -> Unit = {},
        ): () -> Unit = {
            proxmox {
                reach(this)
                vm(name) {
                    on("trinity")
                    number?.let { id = it }
                    memory = 1.GiB
                    nic {
                        bridge = "vmbr0"
                        firewall = true
                    }
                    rules?.let { firewall(it) }
                    more()
                }
            }
        }

        fun LabGround.rules(id: Long) = behind { get("trinity", path("trinity", id, "firewall", "rules")).rows() }
            .map { it.text("macro") + it.text("dport") }

        fun Machine.replacing(key: String, script: () -> Unit) =
            up(Options.NORMAL.replace(setOf(TaskKey.parse(key))), script)

        test("a machine is started behind its firewall, also when it is replaced, and keeps its number and address") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                val script = ground.script { ha() }
                machine.done(script)
                val asked = ground.asked()
                asked.indexOfLast { it.startsWith("PUT ") && it.endsWith("/firewall/options") } shouldBeLessThan
                    asked.indexOfFirst { it.endsWith("/201/status/start") }
                val before = ground.config(201)
                machine.replacing("proxmox.vm/web", script).problems().shouldBeEmpty()
                val after = ground.config(201)
                (VmOwnership.uuidOf(after) == VmOwnership.uuidOf(before)) shouldBe false
                Nic.address(after["net0"]) shouldBe Nic.address(before["net0"])
                ground.rules(201) shouldBe listOf("HTTPS")
                machine.plan(script).shouldBeEmpty()
                machine.done { proxmox { ground.reach(this) } }
                ground.guests().shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("a machine that is renamed keeps its address, its seed and its firewall") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                val seeded: VmBlock.() -> Unit = { seed { address("10.0.3.30/24") } }
                machine.done(ground.script(number = null, more = seeded))
                val id = ground.guests().single().whole("vmid")
                val before = ground.config(id)
                val files = ground.files("local")
                val asked = ground.asked().size
                val renamed = ground.script("frontend", null) {
                    seeded()
                    moved("web")
                }
                machine.plan(renamed).filterValues { it != Action.NOTE } shouldBe
                    mapOf("proxmox.vm/frontend" to Action.UPDATE, "proxmox.seed/frontend" to Action.UPDATE)
                machine.done(renamed)
                val after = ground.config(id)
                after["net0"] shouldBe before["net0"]
                after["smbios1"] shouldBe before["smbios1"]
                after["name"] shouldBe "frontend"
                ground.files("local") shouldBe files
                val disc = ground.disc(PropertyString.of(after.getValue("ide2")).first)
                disc shouldContain "macaddress: \"${Nic.address(after["net0"]).lowercase()}\""
                disc shouldContain "local-hostname: frontend"
                ground.asked().drop(asked).filter { "/firewall/" in it && !it.startsWith("GET") }.shouldBeEmpty()
                machine.plan(renamed).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("the line of the number is taken out, and nothing is done; another number replaces firewall and all") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.done(ground.script())
                machine.plan(ground.script(number = null)).shouldBeEmpty()
                machine.done(ground.script(number = null) { cores = 2 }) shouldBe setOf("proxmox.vm/web")
                machine.plan(ground.script(number = null) { cores = 2 }).shouldBeEmpty()
                machine.done(ground.script(number = 202))
                ground.rules(202) shouldBe listOf("HTTPS")
                machine.plan(ground.script(number = 202)).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("createBeforeDestroy makes a machine with another number before the old one goes, and not with the same") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.releasing = true
                fun script(id: Int) = ground.script(number = id, rules = null) { createBeforeDestroy = true }
                fun changes(from: Int) = ground.asked().drop(from)
                    .filter { it == "POST /nodes/trinity/qemu" || it.startsWith("DELETE /nodes/trinity/qemu/") }
                machine.done(script(201))
                val moved = ground.asked().size
                machine.done(script(202))
                changes(moved) shouldBe listOf("POST /nodes/trinity/qemu", "DELETE /nodes/trinity/qemu/201")
                val replaced = ground.asked().size
                machine.replacing("proxmox.vm/web", script(202)).problems().shouldBeEmpty()
                changes(replaced) shouldBe listOf("DELETE /nodes/trinity/qemu/202", "POST /nodes/trinity/qemu")
                ground.guests().map { it.whole("vmid") } shouldBe listOf(202)
                machine.plan(script(202)).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("a machine under another name takes the number of one that goes, and the plan says how to rename it") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.done(ground.script("api"))
                val other = ground.script("backend")
                machine.notes(other).getValue("proxmox.vm/backend") shouldContain "moved(\"api\")"
                machine.done(other)
                ground.guests().map { it.text("name") } shouldBe listOf("backend")
                machine.plan(other).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("what was refused half-way leaves no rule behind") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.problems(
                    ground.script(rules = {
                        allow { port = "1" }
                        allow("https")
                        option("policy_forward", "BOGUS")
                    }),
                ) shouldContain "policy_forward"
                machine.done(ground.script())
                ground.rules(201) shouldBe listOf("HTTPS")
                machine.plan(ground.script()).shouldBeEmpty()
            }
        }

        for (version in Sweeps.versions("8.4", "9.1")) {
            test("$version: whichever request is refused, the next run leaves what is declared") {
                var more = true
                var refused = 0
                while (more) {
                    LabGround(version).use { ground ->
                        val script: () -> Unit = {
                            proxmox {
                                ground.reach(this)
                                firewall {
                                    enabled = false
                                    group("pages") { allow("https") }
                                }
                                vm("web") {
                                    on("trinity")
                                    id = 201
                                    memory = 1.GiB
                                    nic { bridge = "vmbr0" }
                                    firewall {
                                        allow { port = "80" }
                                        use("pages")
                                    }
                                    ha { prefer("trinity") } // no move under way
                                }
                            }
                        }
                        ground.fault(Fault("refused-write", "*", "$refused", 1))
                        val machine = ground.machine()
                        more = !machine.up(script).isGood
                        ground.clear()
                        if (more) {
                            machine.done(script)
                        }
                        ground.settle() // a beat between plan and step would count as a change
                        machine.plan(script).filterValues { it != Action.NOTE }.shouldBeEmpty()
                        ground.rules(201) shouldBe listOf("80", "")
                        machine.done { proxmox { ground.reach(this) } }
                        ground.guests().shouldBeEmpty()
                        ground.behind { get("", "/cluster/firewall/rules").rows() }.shouldBeEmpty()
                        ground.behind { get("", "/cluster/firewall/groups").rows() }.shouldBeEmpty()
                        ground.behind { get("", "/cluster/ha/resources").rows() }.shouldBeEmpty()
                    }
                    refused += Sweeps.step(3)
                }
            }
        }
    })
