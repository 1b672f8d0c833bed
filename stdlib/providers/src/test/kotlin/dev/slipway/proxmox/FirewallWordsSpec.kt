package dev.slipway.proxmox

import dev.slipway.dsl.ClusterFirewall
import dev.slipway.dsl.FirewallBlock
import dev.slipway.dsl.GiB
import dev.slipway.dsl.Verdict
import dev.slipway.dsl.firewall
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Firewalls as scripts say them, from the first run to the last, in both versions. */
class FirewallWordsSpec :
    FunSpec({
        fun Stage.script(of: FirewallBlock.() -> Unit = {}, cluster: ClusterFirewall.() -> Unit = {}): () -> Unit = {
            proxmox {
                reach(this)
                firewall {
                    alias("gateway", "10.0.3.1", "the way out")
                    val admins = management("10.0.3.0/24", "100.64.0.0/10")
                    val web = group("web") {
                        allow("http")
                        allow("https") { from(admins) }
                    }
                    incoming = Verdict.DENY
                    allow("ping") { comment = "to see who is there" }
                    use(web)
                    cluster()
                }
                node("niobe") {
                    firewall {
                        allow {
                            port = "9100"
                            from("dc/gateway")
                        }
                    }
                }
                vm("guarded") {
                    on("trinity")
                    id = 1030
                    memory = 1.GiB
                    running = false
                    nic {
                        bridge = "vmbr0"
                        firewall = true
                    }
                    firewall {
                        use("web")
                        deny { log = "info" }
                        option("macfilter", false)
                        of()
                    }
                }
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: all levels come up in order, stay as they are, heal, and go down clean") {
                Stage(version).use { ground ->
                    val machine = ground.machine()
                    machine.done(ground.script()).size shouldBe 7
                    machine.plan(ground.script()).shouldBeEmpty()
                    machine.done(ground.script({ allow("ssh") })) shouldBe setOf("pve.firewall.vm/guarded")
                    machine.plan(ground.script()) shouldBe mapOf("pve.firewall.vm/guarded" to Action.UPDATE)
                    machine.done(
                        ground.script {
                            ipset("more") {
                                add("10.9.0.0/16")
                                except("10.9.0.1")
                            }
                        },
                    ) shouldContain
                        "pve.firewall.ipset/more"
                    machine.done { proxmox { ground.reach(this) } }.size shouldBe 8
                    ground.bed.violations().shouldBeEmpty()
                }
            }
        }

        test("a firewall that guards nothing says so") {
            Stage("9.1").use { ground ->
                val machine = ground.machine()
                machine.done {
                    proxmox {
                        ground.reach(this)
                        vm("open") {
                            on("trinity")
                            id = 1030
                            memory = 1.GiB
                            running = false
                            nic { bridge = "vmbr0" }
                            firewall { deny() }
                        }
                    }
                }
                val said = machine.said().joinToString("\n")
                said shouldContain "does not guard net0: say firewall = true there"
                said shouldContain "is not in force, for that of the cluster is off"
            }
        }

        test("a firewall that would lock everybody out is refused, and so is what is no rule") {
            Stage("9.1").use { ground ->
                val problems = ground.machine().problems {
                    proxmox {
                        ground.reach(this)
                        firewall {
                            allow("ssh!")
                            allow("https") { port = "443" }
                            allow { from("somewhere else") }
                            use("a name that is too long")
                        }
                    }
                }
                problems shouldContain "the firewall would lock you out"
                problems shouldContain "the service 'ssh!' in the firewall 'proxmox'"
                problems shouldContain "a service and a port in the firewall 'proxmox'"
                problems shouldContain "the address 'somewhere else' in the firewall 'proxmox'"
                problems shouldContain "the group name 'a name that is too long'"
                ground.requests shouldBe 0
            }
        }
    })
