package dev.slipway.proxmox

import dev.slipway.dsl.ClusterFirewall
import dev.slipway.dsl.FirewallBlock
import dev.slipway.dsl.GiB
import dev.slipway.dsl.Verdict
import dev.slipway.dsl.ceph
import dev.slipway.dsl.firewall
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.dsl.storage
import dev.slipway.model.InvalidInputException
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

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
                    machine.done(ground.script({ allow("ssh") })) shouldBe setOf("proxmox.firewall.vm/guarded")
                    machine.plan(ground.script()) shouldBe mapOf("proxmox.firewall.vm/guarded" to Action.UPDATE)
                    machine.done(
                        ground.script {
                            ipset("more") {
                                add("10.9.0.0/16")
                                except("10.9.0.1")
                            }
                        },
                    ) shouldContain
                        "proxmox.firewall.ipset/more"
                    machine.done { proxmox { ground.reach(this) } }.size shouldBe 8
                    ground.bed.violations().shouldBeEmpty()
                }
            }
        }

        test("what only another place may say is refused at its line, before anything is asked") {
            Stage("9.1").use { ground ->
                val problems = ground.machine().problems {
                    proxmox {
                        ground.reach(this)
                        firewall {
                            management("0.0.0.0/0")
                            ipset("Admins") { add("10.0.3.0/24") }
                            group("Web") { deny() }
                            group("pages") {
                                allow("https") { card = "net0" }
                                use("other")
                            }
                            allow {
                                port = "80"
                                from("10.0.3.1")
                                to("fd00::1")
                            }
                            allow {
                                protocol = "icmp"
                                sourcePort = "80"
                                to("fd00::1")
                            }
                            allow {
                                protocol = "gre"
                                port = "47"
                            }
                        }
                        vm("guarded") {
                            on("trinity")
                            nic { bridge = "vmbr0" }
                            firewall { allow("https") { card = "vmbr0" } }
                        }
                    }
                }
                problems shouldContain "'0.0.0.0/0' in a set"
                problems shouldContain "the name 'Admins'"
                problems shouldContain "the group name 'Web'"
                problems shouldContain "the card 'net0' in the group 'pages'"
                problems shouldContain "the group 'other' in the group 'pages'"
                problems shouldContain "addresses of IPv4 and of IPv6 in the firewall"
                problems shouldContain "the ports of 'gre' in the firewall"
                problems shouldContain "the card 'vmbr0' in the firewall 'guarded'"
                ground.requests shouldBe 0
            }
        }

        test(
            "a firewall that would cut off Ceph, migration or a storage server is refused with the rule that is missing",
        ) {
            Stage("9.1").use { ground ->
                fun problems(of: FirewallBlock.() -> Unit = {}, block: ClusterFirewall.() -> Unit) = runCatching {
                    ground.machine().also { it.secrets["env,vault:ROOT"] = "slipway" }.plan {
                        proxmox {
                            ground.reach(this)
                            root = secret("ROOT")
                            ceph {
                                network = "10.0.3.0/24"
                                clusterNetwork = "10.2.0.0/24"
                                monitors("trinity")
                            }
                            storage("backup") { nfs("10.0.5.9", "/export") }
                            node("niobe") { firewall { of() } }
                            firewall {
                                management("10.0.3.0/24")
                                block()
                            }
                        }
                    }
                }.exceptionOrNull()?.let { (it as InvalidInputException).problems().joinToString("\n") }.orEmpty()

                val bare = problems { }
                bare shouldContain "the firewall would cut off Ceph"
                bare shouldContain "the ports 3300, 6789, 6800:7300 from 10.0.3.0/24 on trinity, neo, niobe"
                bare shouldContain "add allow(\"ceph\") { from(\"10.0.3.0/24\") }"
                bare shouldContain "the firewall would cut off the copies of Ceph"
                bare shouldContain "add allow(\"ceph\") { from(\"10.2.0.0/24\") }"
                problems { allow("ceph") { from("10.0.0.0/8") } } shouldNotContain "cut off"
                problems { incoming = Verdict.ALLOW } shouldNotContain "cut off"
                problems { allow { from("10.0.3.0/24", "10.2.0.0/24") } } shouldNotContain "cut off"
                problems {
                    val nodes = ipset("nodes") { add("10.0.3.0/24", "10.2.0.0/24") }
                    use(group("inner") { allow("ceph") { from(nodes) } })
                } shouldNotContain "cut off"
                problems { allow("ceph") { from("10.0.3.0/25") } } shouldContain "cut off Ceph"
                problems({ allow("ceph") { from("10.0.0.0/8") } }) { } shouldContain "on trinity, neo, and"
                val out = problems {
                    allow("ceph") { from("10.0.0.0/8") }
                    outgoing = Verdict.DENY
                }
                out shouldContain "cut off migration"
                out shouldContain "cut off the storage at 10.0.5.9"
                out shouldContain "add allow(\"ceph\") { outgoing = true; to(\"10.0.3.0/24\") }"
            }
        }

        test("a firewall that would cut off nodes in another network is refused, and one that lets them in is not") {
            Stage("9.1").use { ground ->
                fun problems(
                    bridge: String = "10.0.3.12/24",
                    niobe: String = "10.0.4.13",
                    of: FirewallBlock.() -> Unit = {},
                    block: ClusterFirewall.() -> Unit,
                ) = runCatching {
                    ground.machine().plan {
                        proxmox {
                            endpoint = "https://10.0.3.11:8006"
                            token = secret("PVE_TOKEN")
                            ca = ground.bed.proxmox.text("ca")
                            node("trinity", "https://10.0.3.11:8006")
                            node("neo", "https://10.0.3.12:8006") { bridge("vmbr0") { address = bridge } }
                            node("niobe", "https://$niobe:8006") { firewall { of() } }
                            firewall {
                                management("10.0.3.0/24")
                                block()
                            }
                        }
                    }
                }.exceptionOrNull()?.let { (it as? InvalidInputException)?.problems()?.joinToString("\n") }.orEmpty()

                val bare = problems { }
                bare shouldContain "the firewall would cut off 'niobe' from nodes in other networks"
                bare shouldContain "the ports 8006, 22, 60000:60050 from 10.0.4.13 on trinity, neo, "
                bare shouldContain "add management(\"10.0.4.0/24\")"
                bare shouldNotContain "cut off 'trinity'" // management lets it in
                problems(niobe = "10.0.3.13") { } shouldNotContain "cut off"
                problems { incoming = Verdict.ALLOW } shouldNotContain "cut off"
                problems { alias("local_network", "10.0.0.0/8") } shouldNotContain "cut off"
                problems {
                    allow("ssh") { from("10.0.4.0/24") }
                    allow {
                        port = "8006,60000:60050"
                        from("10.0.4.13")
                    }
                } shouldNotContain "cut off"
                problems { allow("ssh") { from("10.0.4.13") } } shouldContain "cut off 'niobe'"
                problems(bridge = "10.0.3.12/16") { } shouldContain "from 10.0.4.13 on trinity, and"
                val out = problems(of = { enabled = false }) {
                    ipset("others") { add("10.0.4.0/24") }
                    outgoing = Verdict.DENY
                    allow {
                        outgoing = true
                        port = "60000:60050"
                    }
                }
                out shouldContain "no rule lets out what goes to the ports 8006, 22 of 10.0.4.13 on trinity, neo, "
                out shouldContain "add allow { port = \"8006,22\"; outgoing = true; to(\"10.0.4.13\") }"
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
