package dev.slipway.proxmox

import dev.slipway.dsl.BridgeBlock
import dev.slipway.dsl.GiB
import dev.slipway.dsl.Verdict
import dev.slipway.dsl.firewall
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/**
 * What holds for every Proxmox VE of networks and firewalls: in a lab of any version, and on a real host. It needs one node
 * and the right to change its network; it makes a bridge that nothing uses, and a firewall of a machine that is off.
 */
abstract class NetworkContract internal constructor(private val open: () -> Ground) :
    FunSpec({
        fun Ground.bridge(block: BridgeBlock.() -> Unit): () -> Unit = {
            proxmox {
                reach(this) { bridge(BRIDGE) { block() } }
            }
        }

        test("a bridge is as declared, also what is no longer declared of it, and what others change is put back") {
            open().use { ground ->
                ground.demand(Demand.NETWORK)
                val machine = ground.machine()
                val full: BridgeBlock.() -> Unit = {
                    address = "192.0.2.129/28"
                    mtu = 1400
                    comment = "a test"
                }
                fun there() = ground.behind { get(ground.node, "/nodes/${ground.node}/network/$BRIDGE") }.texts()
                machine.done(ground.bridge { full() }) shouldBe setOf("proxmox.network/${ground.node}")
                machine.plan(ground.bridge { full() }).shouldBeEmpty()
                there()["bridge_vlan_aware"] shouldBe null
                machine.done(ground.bridge { vlanAware = true })
                listOf("cidr", "mtu").mapNotNull { there()[it] }.shouldBeEmpty()
                there()["bridge_vlan_aware"] shouldBe "1"
                machine.plan(ground.bridge { vlanAware = true }).shouldBeEmpty()
                ground.behind {
                    put(
                        ground.node,
                        "/nodes/${ground.node}/network/$BRIDGE",
                        FormParameters.of("type" to "bridge", "mtu" to 1400),
                    )
                    put(ground.node, "/nodes/${ground.node}/network").also { done(it) }
                }
                machine.plan(ground.bridge { mtu = 1300 }) shouldBe
                    mapOf("proxmox.network/${ground.node}" to Action.UPDATE)
                machine.done { proxmox { ground.reach(this) } } shouldBe setOf("proxmox.network/${ground.node}")
                ground.violations().shouldBeEmpty()
            }
        }

        test("a bond, a bridge on it and a virtual network come up, a port moves to the bridge, and all goes") {
            open().use { ground ->
                ground.demand(Demand.NETWORK, Demand.CARDS)
                val (first, second) = ground.spareCards()
                val machine = ground.machine()
                fun there() = ground.behind { get(ground.node, "/nodes/${ground.node}/network") }.rows()
                    .associate { it.text("iface") to it.texts() }
                val before = there().keys
                val bonded: () -> Unit = {
                    proxmox {
                        ground.reach(this) {
                            bond(BOND) { ports(first, second) }
                            bridge(BRIDGE) {
                                ports(BOND)
                                vlanAware = true
                            }
                            vlan(BRIDGE, 7) { address = "192.0.2.145/28" }
                        }
                    }
                }
                val plain = ground.bridge { ports(second) }
                machine.done(bonded) shouldBe setOf("proxmox.network/${ground.node}")
                machine.plan(bonded).shouldBeEmpty()
                there()[BRIDGE]?.get("bridge_ports") shouldBe BOND
                machine.done(plain)
                machine.plan(plain).shouldBeEmpty()
                there()[BRIDGE]?.get("bridge_ports") shouldBe second
                machine.done { proxmox { ground.reach(this) } }
                there().keys shouldBe before
                ground.violations().shouldBeEmpty()
            }
        }

        test("the firewalls of the cluster, a node and a machine come up in order, heal and go down clean") {
            open().use { ground ->
                ground.demand(Demand.FIREWALL)
                val machine = ground.machine()
                val node = "/nodes/${ground.node}/firewall/rules"
                fun rules() = ground.behind { get(ground.node, node) }.rows()
                    .filter { it.text("dport").startsWith("99") }.map { it.text("action") + " " + it.text("dport") }
                fun script(vararg ports: Int): () -> Unit = {
                    proxmox {
                        ground.reach(this) {
                            firewall {
                                enabled = false
                                ports.forEach { allow { port = "$it" } }
                                deny { port = "9999" }
                            }
                        }
                        firewall {
                            enabled = false
                            allow { port = "9901" }
                        }
                        vm("slipway-test-walled") {
                            on(ground.node)
                            id = ground.first
                            memory = 1.GiB
                            running = false
                            nic {
                                bridge = ground.bridge
                                firewall = true
                            }
                            firewall {
                                incoming = Verdict.DENY
                                ports.forEach { allow { port = "$it" } }
                            }
                        }
                    }
                }
                machine.done(script(9901, 9902)).size shouldBe 4
                machine.plan(script(9901, 9902)).shouldBeEmpty()
                rules() shouldBe listOf("ACCEPT 9901", "ACCEPT 9902", "DROP 9999")
                machine.done(script(9902, 9903, 9901)).size shouldBe 2
                rules() shouldBe listOf("ACCEPT 9902", "ACCEPT 9903", "ACCEPT 9901", "DROP 9999")
                ground.behind { delete(ground.node, "$node/1") }
                machine.plan(script(9902, 9903, 9901)) shouldBe
                    mapOf("proxmox.firewall.node/${ground.node}" to Action.UPDATE)
                machine.done(script(9902, 9903, 9901))
                rules().size shouldBe 4
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 4
                rules().shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("groups, sets, names and the firewall of a machine come up, stay, heal and go down clean") {
            open().use { ground ->
                ground.demand(Demand.FIREWALL)
                val machine = ground.machine()
                fun script(port: String): () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        firewall {
                            enabled = false
                            alias("slipway-test-gw", "192.0.2.1")
                            val some = ipset("slipway-test-some") {
                                add("192.0.2.0/28", "192.0.2.77/32")
                                except("192.0.2.3")
                            }
                            group("slipway-test-web") {
                                allow("https") { from(some) }
                                allow { this.port = port }
                            }
                        }
                        vm("slipway-test-walled") {
                            on(ground.node)
                            id = ground.first
                            memory = 1.GiB
                            running = false
                            nic {
                                bridge = ground.bridge
                                firewall = true
                            }
                            firewall {
                                use("slipway-test-web")
                                deny { card = "net0" }
                            }
                        }
                    }
                }
                machine.done(script("8080")).size shouldBe 6
                machine.plan(script("8080")).shouldBeEmpty()
                machine.done(script("9090")) shouldBe setOf("proxmox.firewall.group/slipway-test-web")
                ground.behind { delete("", "/cluster/firewall/ipset/slipway-test-some/192.0.2.77") }
                machine.plan(script("9090")) shouldBe mapOf("proxmox.firewall.ipset/slipway-test-some" to Action.UPDATE)
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 6
                ground.violations().shouldBeEmpty()
            }
        }
    }) {
    private companion object {
        const val BRIDGE = "vmbr989"
        const val BOND = "bond98"
    }
}

class Network84Spec : NetworkContract({ LabGround("8.4") })

class Network91Spec : NetworkContract({ LabGround("9.1") })
