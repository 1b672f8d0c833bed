package dev.slipway.proxmox

import dev.slipway.dsl.BridgeBlock
import dev.slipway.dsl.ProxmoxNode
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.lab.Fault
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

private const val NETWORK = "/nodes/trinity/network"

/** Bridges, bonds and virtual networks of nodes in both versions of Proxmox VE. */
class NetworksSpec :
    FunSpec({
        fun Bed.trinity(more: BridgeBlock.() -> Unit = {}): () -> Unit = {
            proxmox("home") {
                endpoint = "https://10.0.3.11:8006"
                token = secret("PVE_TOKEN")
                ca = this@trinity.proxmox.text("ca")
                node("trinity") {
                    vlan("vmbr1", 10) { address = "10.9.10.1/24" }
                    bridge("vmbr1") {
                        ports("bond0")
                        vlanAware = true
                        address = "10.9.0.1/24"
                        mtu = 9000
                        more()
                    }
                    bond("bond0") {
                        ports("eno2", "eno3")
                        mode = "802.3ad"
                        spread = "layer3+4"
                    }
                }
            }
        }

        fun Bed.there(iface: String) = behind { get("", "$NETWORK/$iface") }.texts()

        for (version in listOf("8.4", "9.1")) {
            test("$version: a network is written down and loaded once, changed, put back and taken away") {
                Bed(version).use { bed ->
                    val machine = bed.machine()
                    machine.done(bed.trinity()) shouldBe setOf("proxmox.network/trinity")
                    bed.asked().filter { it == "PUT $NETWORK" }.size shouldBe 1
                    bed.asked().filter { it == "POST $NETWORK" }.size shouldBe 3
                    bed.there("vmbr1")["bridge_ports"] shouldBe "bond0"
                    bed.there("vmbr1")["comments"] shouldBe "slipway\n"
                    val before = bed.asked().size
                    machine.done(bed.trinity()).shouldBeEmpty()
                    bed.asked().drop(before) shouldBe listOf("GET $NETWORK")

                    bed.behind {
                        put(
                            "",
                            "$NETWORK/vmbr1",
                            FormParameters.of("type" to "bridge", "cidr" to "10.9.0.7/24", "delete" to "mtu"),
                        )
                        put("", NETWORK).also { done(it) }
                    }
                    machine.plan(bed.trinity()) shouldBe mapOf("proxmox.network/trinity" to Action.UPDATE)
                    machine.done(bed.trinity())
                    bed.there("vmbr1")["cidr"] shouldBe "10.9.0.1/24"
                    bed.there("vmbr1")["mtu"] shouldBe "9000"

                    machine.done(bed.trinity { comment = "guests" }) shouldBe setOf("proxmox.network/trinity")
                    bed.there("vmbr1")["comments"] shouldBe "slipway: guests\n"
                    machine.plan(bed.trinity { comment = "guests" }).shouldBeEmpty()
                    machine.done(bed.script())
                    bed.behind { get("", NETWORK) }.rows().filter { it.text("type") != "eth" }
                        .map { it.text("iface") } shouldBe listOf("vmbr0")
                    bed.violations().shouldBeEmpty()
                }
            }

            test("$version: what was there is taken over only by leave, keeps what nobody declares, and stays") {
                Bed(version).use { bed ->
                    fun script(leave: Boolean): () -> Unit = {
                        proxmox("home") {
                            endpoint = "https://10.0.3.11:8006"
                            token = secret("PVE_TOKEN")
                            ca = bed.proxmox.text("ca")
                            node("trinity") {
                                adopt = leave
                                bridge("vmbr0") { vlanAware = true }
                            }
                        }
                    }
                    val machine = bed.machine()
                    machine.problems(script(false)) shouldContain "adopt"
                    machine.done(script(true)) shouldBe setOf("proxmox.network/trinity")
                    val there = bed.there("vmbr0")
                    listOf(there["cidr"], there["bridge_ports"], there["bridge_vlan_aware"]) shouldBe
                        listOf("10.0.3.11/24", "eno1", "1")
                    machine.plan(script(true)).shouldBeEmpty()
                    machine.done(bed.script()) shouldBe setOf("proxmox.network/trinity")
                    bed.there("vmbr0")["cidr"] shouldBe "10.0.3.11/24"
                    machine.said() shouldContain "leaves the interface vmbr0, which was there before"
                    bed.violations().shouldBeEmpty()
                }
            }
        }

        fun Bed.node(block: ProxmoxNode.() -> Unit): () -> Unit = {
            proxmox("home") {
                endpoint = "https://10.0.3.11:8006"
                token = secret("PVE_TOKEN")
                ca = this@node.proxmox.text("ca")
                node("trinity") { block() }
            }
        }

        test("a bridge is aware of virtual networks only where it says so, and what others make of it is seen") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                fun script(aware: Boolean?) = bed.node { bridge("vmbr5") { vlanAware = aware } }
                machine.done(script(false))
                bed.there("vmbr5")["bridge_vlan_aware"] shouldBe null
                bed.behind {
                    put("", "$NETWORK/vmbr5", FormParameters.of("type" to "bridge", "bridge_vlan_aware" to 0))
                    put("", NETWORK).also { done(it) }
                }
                bed.there("vmbr5")["bridge_vlan_aware"] shouldBe "1"
                machine.plan(script(false)) shouldBe mapOf("proxmox.network/trinity" to Action.UPDATE)
                machine.done(script(false))
                bed.there("vmbr5")["bridge_vlan_aware"] shouldBe null
                machine.done(script(true))
                bed.there("vmbr5")["bridge_vids"] shouldBe "2-4094"
                machine.done(script(null)) shouldBe setOf("proxmox.network/trinity")
                bed.there("vmbr5")["bridge_vlan_aware"] shouldBe null
                machine.plan(script(null)).shouldBeEmpty()
                bed.violations().shouldBeEmpty()
            }
        }

        test("taking a bridge over changes only what is declared of it") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                val script = bed.node {
                    adopt = true
                    bridge("vmbr0") { mtu = 1400 }
                }
                bed.behind {
                    val form = FormParameters.of("type" to "bridge", "cidr" to "10.0.3.11/24", "comments" to "uplink")
                    put("", "$NETWORK/vmbr0", form)
                    put("", "$NETWORK/eno1", FormParameters.of("type" to "eth", "mtu" to "1500"))
                    put("", NETWORK).also { done(it) }
                }
                val before = bed.there("vmbr0")
                machine.done(script)
                bed.there("vmbr0") shouldBe before + ("mtu" to "1400")
                machine.plan(script).shouldBeEmpty()
                bed.violations().shouldBeEmpty()
            }
        }

        test("what is no longer declared is taken away, and comes back when the network cannot be loaded") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                fun script(block: BridgeBlock.() -> Unit) = bed.node { bridge("vmbr5") { block() } }
                val full = script {
                    ports("eno3", "eno2")
                    address = "10.9.0.1/24"
                    address6 = "fd00::1/64"
                    gateway = "10.9.0.254"
                    mtu = 1400
                    comment = "guests"
                }
                machine.done(full)
                machine.plan(full).shouldBeEmpty()
                val before = bed.there("vmbr5")
                bed.lab.fault(Fault("task-fails", "home", "srvreload", 1))
                machine.problems(script {}) shouldContain "the network of trinity is as it was"
                bed.there("vmbr5") shouldBe before
                machine.done(script {})
                val after = bed.there("vmbr5")
                listOf("cidr", "address", "cidr6", "gateway", "mtu").mapNotNull { after[it] }.shouldBeEmpty()
                listOf(after["comments"], after["bridge_ports"]) shouldBe listOf("slipway\n", "")
                machine.plan(script {}).shouldBeEmpty()
                bed.violations().shouldBeEmpty()
            }
        }

        test("ports and gateways go from one interface to another in one run") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                fun ProxmoxNode.plugged(name: String, vararg plugs: String) = bridge(name) { ports(*plugs) }
                machine.done(
                    bed.node {
                        plugged("vmbr5", "eno2")
                        plugged("vmbr6", "eno3")
                        bridge("vmbr7") {
                            address = "10.9.7.1/24"
                            gateway6 = "fd00::fe"
                            address6 = "fd00::1/64"
                        }
                    },
                )
                machine.done(
                    bed.node {
                        plugged("vmbr5", "eno3")
                        plugged("vmbr6", "eno2")
                        bridge("vmbr7") { address = "10.9.7.1/24" }
                        bridge("vmbr8") {
                            gateway6 = "fd00::fe"
                            address6 = "fd00::1/64"
                        }
                    },
                )
                bed.there("vmbr5")["bridge_ports"] shouldBe "eno3"
                bed.there("vmbr8")["gateway6"] shouldBe "fd00::fe"
                val bonded = bed.node {
                    bond("bond0") { ports("eno2", "eno3") }
                    plugged("vmbr5", "bond0")
                }
                machine.done(bonded)
                bed.there("bond0")["slaves"] shouldBe "eno2 eno3"
                bed.lab.fault(Fault("task-fails", "home", "srvreload", 1))
                machine.problems(bed.node { plugged("vmbr5", "eno2") }) shouldContain "as it was"
                bed.there("vmbr5")["bridge_ports"] shouldBe "bond0"
                machine.done(bed.node { plugged("vmbr5", "eno2") })
                bed.there("vmbr5")["bridge_ports"] shouldBe "eno2"
                machine.done(bed.script())
                bed.violations().shouldBeEmpty()
            }
        }

        test("what cannot be loaded is put back as it was") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                machine.done(bed.trinity())
                bed.lab.fault(Fault("task-fails", "home", "srvreload", 1))
                machine.problems(bed.trinity { mtu = 1500 }) shouldContain "the network of trinity is as it was"
                bed.there("vmbr1")["mtu"] shouldBe "9000"
                machine.done(bed.trinity { mtu = 1500 })
                bed.there("vmbr1")["mtu"] shouldBe "1500"
                bed.violations().shouldBeEmpty()
            }
        }

        test("changes of somebody else that wait are neither applied nor dropped") {
            Bed("9.1").use { bed ->
                val machine = bed.machine()
                bed.behind { post("", NETWORK, FormParameters.of("iface" to "vmbr7", "type" to "bridge")) }
                machine.problems(bed.trinity()) shouldContain
                    "the network of trinity has pending changes that were not applied"
                bed.there("vmbr7")["type"] shouldBe "bridge"
            }
        }

        test("a lost answer while it is loaded is no harm") {
            for (what in listOf("before", "after")) {
                Bed("9.1", more = arrayOf("srvreload" to "5")).use { bed ->
                    val machine = bed.machine()
                    bed.lab.fault(Fault("proxy-timeout", "home", what, 1))
                    machine.done(bed.trinity())
                    machine.plan(bed.trinity()).shouldBeEmpty()
                    bed.there("vmbr1.10")["active"] shouldBe "1"
                    bed.violations().shouldBeEmpty()
                }
            }
        }
    })
