package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxNode
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.lab.Fault
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** Single hosts that become a cluster, in both versions of Proxmox VE. */
class ClusterResourceSpec :
    FunSpec({
        fun Bed.home(name: String = "home", neo: ProxmoxNode.() -> Unit = {}): () -> Unit = {
            proxmox("home") {
                endpoint = "https://10.0.3.11:8006"
                token = secret("PVE_TOKEN")
                root = secret("PVE_ROOT")
                ca = this@home.proxmox.text("ca")
                cluster(name)
                node("trinity")
                node("neo", "https://10.0.3.12:8006") {
                    bridge("vmbr1")
                    neo()
                }
                node("niobe", "https://10.0.3.13:8006")
            }
        }

        fun alone(version: String, vararg more: Pair<String, String>) =
            Bed(version, more = arrayOf("cluster" to "no", *more))

        /** The datacenter as the root of a host that may be alone sees it. */
        fun Bed.root(address: String) = Fields.of(
            "proxmox",
            Fields.of(
                "name", "home", "endpoint", "https://$address:8006", "user", "root@pam",
                "password", Secret.of("env:PASSWORD"), "ca", proxmox.text("ca"),
            ),
        )

        for (version in listOf("8.4", "9.1")) {
            test(
                "$version: the first forms a cluster, the others join one after the other, and then there is nothing to do",
            ) {
                alone(version).use { bed ->
                    val machine = bed.machine()
                    machine.done(bed.home()) shouldBe
                        setOf("proxmox.cluster/home", "proxmox.network/neo", "proxmox.node/neo", "proxmox.node/niobe")
                    val status = bed.behind { get("", "/cluster/status") }.rows()
                    status.filter { it.text("type") == "node" }.map { it.text("name") } shouldBe
                        listOf("neo", "niobe", "trinity")
                    status.first { it.text("type") == "cluster" }.text("quorate") shouldBe "1"
                    bed.asked().count { it == "POST /cluster/config/join" } shouldBe 2
                    machine.plan(bed.home()).shouldBeEmpty()
                    machine.done(bed.home()).shouldBeEmpty()

                    val newcomer = bed.machine() // who has no record of it finds it done
                    newcomer.done(bed.home { adopt = true })
                    newcomer.plan(bed.home { adopt = true }).shouldBeEmpty()
                    machine.done(bed.script())
                    machine.said().joinToString("\n") shouldContain "leaves the cluster 'home' as it is"
                    bed.behind { get("", "/cluster/config/nodes") }.rows().size shouldBe 3
                    bed.violations().shouldBeEmpty()
                }
            }

            test(
                "$version: a host that would lose its guests, is in another cluster or is called otherwise is refused",
            ) {
                alone(version).use { bed ->
                    bed.clusters.work(bed.root("10.0.3.13"), bed.errand) {
                        done(post("niobe", "/nodes/niobe/qemu", FormParameters.of("vmid" to 100, "name" to "precious")))
                    }.now()
                    bed.clusters.work(bed.root("10.0.3.12"), bed.errand) {
                        done(post("neo", "/cluster/config", FormParameters.of("clustername" to "zion")))
                    }.now()
                    bed.machine().problems(bed.home()) shouldContain
                        "neo belongs to the cluster 'zion', and not to 'home'"
                    bed.machine().problems(bed.home("matrix")) shouldContain
                        "trinity belongs to the cluster 'home', and not to 'matrix'"
                    bed.machine().problems {
                        proxmox("home") {
                            endpoint = "https://10.0.3.11:8006"
                            token = secret("PVE_TOKEN")
                            root = secret("PVE_ROOT")
                            ca = bed.proxmox.text("ca")
                            cluster("home")
                            node("trinity")
                            node("morpheus", "https://10.0.3.13:8006")
                        }
                    } shouldContain "called 'niobe'"
                    val guests = bed.machine().problems {
                        proxmox("home") {
                            endpoint = "https://10.0.3.11:8006"
                            token = secret("PVE_TOKEN")
                            root = secret("PVE_ROOT")
                            ca = bed.proxmox.text("ca")
                            cluster("home")
                            node("trinity")
                            node("niobe", "https://10.0.3.13:8006")
                        }
                    }
                    guests shouldContain "niobe has guests"
                    guests shouldContain "100 (precious)"
                    guests shouldNotContain "slipway"
                    bed.asked().count { it == "POST /cluster/config/join" } shouldBe 0
                }
            }
        }

        test("a join that fails is told with what its task says, and can be tried again") {
            alone("9.1").use { bed ->
                val machine = bed.machine()
                bed.lab.fault(Fault("task-fails", "home", "clusterjoin", 1))
                machine.problems(bed.home()) shouldContain "neo could not join 'home': clusterjoin"
                machine.done(bed.home()) shouldBe setOf("proxmox.network/neo", "proxmox.node/neo", "proxmox.node/niobe")
                bed.violations().shouldBeEmpty()
            }
        }

        test("answers that are lost while hosts join are no harm") {
            alone("9.1").use { bed ->
                val machine = bed.machine()
                bed.lab.fault(Fault("proxy-timeout", "home", "after", 3))
                machine.up(bed.home())
                machine.up(bed.home())
                machine.plan(bed.home()).shouldBeEmpty()
                bed.asked().count { it == "POST /cluster/config/join" } shouldBe 2
            }
        }
    })
