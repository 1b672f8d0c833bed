package dev.slipway.proxmox

import dev.slipway.dsl.BridgeBlock
import dev.slipway.dsl.GiB
import dev.slipway.dsl.firewall
import dev.slipway.dsl.proxmox
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import org.opentest4j.TestAbortedException

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
                val machine = ground.machine()
                val full: BridgeBlock.() -> Unit = {
                    address = "192.0.2.129/28"
                    mtu = 1400
                    comment = "a test"
                }
                fun there() = ground.behind { get(ground.node, "/nodes/${ground.node}/network/$BRIDGE") }.texts()
                machine.done(ground.bridge { full() }) shouldBe setOf("pve.network/${ground.node}")
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
                        Form.of("type" to "bridge", "mtu" to 1400),
                    )
                    put(ground.node, "/nodes/${ground.node}/network").also { done(it) }
                }
                machine.plan(ground.bridge { mtu = 1300 }) shouldBe
                    mapOf("pve.network/${ground.node}" to Action.UPDATE)
                machine.done { proxmox { ground.reach(this) } } shouldBe setOf("pve.network/${ground.node}")
                ground.violations().shouldBeEmpty()
            }
        }

        test("groups, sets, names and the firewall of a machine come up, stay, heal and go down clean") {
            open().use { ground ->
                if (ground.behind { get("", "/cluster/firewall/options") }.whole("enable") != 0L) {
                    throw TestAbortedException("the firewall of the cluster is on, and would be switched off")
                }
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
                machine.done(script("9090")) shouldBe setOf("pve.firewall.group/slipway-test-web")
                ground.behind { delete("", "/cluster/firewall/ipset/slipway-test-some/192.0.2.77") }
                machine.plan(script("9090")) shouldBe mapOf("pve.firewall.ipset/slipway-test-some" to Action.UPDATE)
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 6
                ground.violations().shouldBeEmpty()
            }
        }
    }) {
    private companion object {
        const val BRIDGE = "vmbr989"
    }
}

class Network84Spec : NetworkContract({ LabGround("8.4") })

class Network91Spec : NetworkContract({ LabGround("9.1") })
