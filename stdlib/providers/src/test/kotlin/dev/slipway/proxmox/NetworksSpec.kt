package dev.slipway.proxmox

import dev.slipway.dsl.BridgeBlock
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
                    machine.done(bed.trinity()) shouldBe setOf("pve.network/trinity")
                    bed.asked().filter { it == "PUT $NETWORK" }.size shouldBe 1
                    bed.asked().filter { it == "POST $NETWORK" }.size shouldBe 3
                    bed.there("vmbr1")["bridge_ports"] shouldBe "bond0"
                    bed.there("vmbr1")["comments"] shouldBe "slipway"
                    val before = bed.asked().size
                    machine.done(bed.trinity()).shouldBeEmpty()
                    bed.asked().drop(before) shouldBe listOf("GET $NETWORK")

                    bed.behind {
                        put("", "$NETWORK/vmbr1", Form.of("type" to "bridge", "cidr" to "10.9.0.7/24"))
                        put("", NETWORK).also { done(it) }
                    }
                    machine.plan(bed.trinity()) shouldBe mapOf("pve.network/trinity" to Action.UPDATE)
                    machine.done(bed.trinity())
                    bed.there("vmbr1")["cidr"] shouldBe "10.9.0.1/24"
                    bed.there("vmbr1")["mtu"] shouldBe "9000"

                    machine.done(bed.trinity { comment = "guests" }) shouldBe setOf("pve.network/trinity")
                    bed.there("vmbr1")["comments"] shouldBe "slipway: guests"
                    machine.plan(bed.trinity { comment = "guests" }).shouldBeEmpty()
                    machine.done(bed.script())
                    bed.behind { get("", NETWORK) }.rows().map { it.text("iface") }.sorted() shouldBe
                        listOf("eno1", "vmbr0")
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
                    machine.done(script(true)) shouldBe setOf("pve.network/trinity")
                    val there = bed.there("vmbr0")
                    listOf(there["cidr"], there["bridge_ports"], there["bridge_vlan_aware"]) shouldBe
                        listOf("10.0.3.11/24", "eno1", "1")
                    machine.plan(script(true)).shouldBeEmpty()
                    machine.done(bed.script()) shouldBe setOf("pve.network/trinity")
                    bed.there("vmbr0")["cidr"] shouldBe "10.0.3.11/24"
                    machine.said() shouldContain "leaves the interface vmbr0, which was there before"
                    bed.violations().shouldBeEmpty()
                }
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
                bed.behind { post("", NETWORK, Form.of("iface" to "vmbr7", "type" to "bridge")) }
                machine.problems(bed.trinity()) shouldContain
                    "the network of trinity has changes that nobody has applied"
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
