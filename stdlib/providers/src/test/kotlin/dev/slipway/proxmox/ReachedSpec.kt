package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.firewall
import dev.slipway.dsl.ha
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.role
import dev.slipway.dsl.secret
import dev.slipway.dsl.storage
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** A cluster that comes to be reached in another way: through another node, by another token. */
class ReachedSpec :
    FunSpec({
        fun ProxmoxBlock.world() {
            role("watcher") { allow("VM.Audit") }
            firewall { management("10.0.3.0/24") }
            storage("more") { dir("/mnt/more") }
            vm("web") {
                on("trinity")
                id = 1030
                ha()
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: nothing is done about it, and all is looked for there from then on") {
                Bed(version).use { bed ->
                    val machine = bed.machine()
                    machine.done(bed.script { world() }).size shouldBe 6
                    val elsewhere = bed.script {
                        endpoint = "https://10.0.3.12:8006"
                        token = null
                        password = secret("PVE_ROOT")
                        world()
                    }
                    machine.plan(elsewhere).values.toSet() shouldBe setOf(Action.NOTE)
                    val before = bed.asked().size
                    machine.done(elsewhere)
                    bed.asked().drop(before).filterNot { it.startsWith("GET") || "ticket" in it }.shouldBeEmpty()
                    machine.plan(elsewhere).shouldBeEmpty()
                    bed.violations().shouldBeEmpty()
                }
            }
        }

        test("two clusters that nobody gave a name are not taken for one") {
            Bed("9.1", more = arrayOf("cluster" to "no")).use { bed ->
                val machine = bed.machine()
                val script: () -> Unit = {
                    for ((i, host) in listOf("trinity", "neo").withIndex()) {
                        proxmox {
                            endpoint = "https://10.0.3.1${i + 1}:8006"
                            token = secret("PVE_TOKEN")
                            ca = bed.proxmox.text("ca")
                            node(host)
                            vm("on-$host") {
                                on(host)
                                id = 1030
                                running = false
                            }
                        }
                    }
                }
                machine.done(script) shouldContainExactlyInAnyOrder listOf("proxmox.vm/on-neo", "proxmox.vm/on-trinity")
                machine.plan(script).shouldBeEmpty()
            }
        }
    })
