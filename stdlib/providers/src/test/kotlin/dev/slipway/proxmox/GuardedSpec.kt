package dev.slipway.proxmox

import dev.slipway.dsl.ClusterFirewall
import dev.slipway.dsl.FirewallRules
import dev.slipway.dsl.ProxmoxNode
import dev.slipway.dsl.firewall
import dev.slipway.dsl.host
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.lab.Placement
import dev.slipway.local.Machine
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.ssh.Connections
import dev.slipway.ssh.RevertTimer
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.comparables.shouldBeGreaterThanOrEqualTo
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Duration
import kotlin.time.Duration.Companion.seconds

private const val OPTIONS = "/cluster/firewall/options"

private fun isOverSsh() = Thread.getAllStackTraces().values.any { stack ->
    stack.any { it.className == "dev.slipway.ssh.RevertTimer" }
}

/** Time passes in small steps, so that a moment in which nobody seems to work is not taken for a minute and a half. */
private fun Bed.tick(): Unit = lab.clock().after(Duration.ofSeconds(1)) { tick() }

/** Changes that cut off their own way: the host undoes them by itself, unless it is reached again. */
class GuardedSpec :
    FunSpec({
        fun bed(vararg more: Pair<String, String>) = Bed("9.1", more = arrayOf("operator" to "192.0.2.7", *more)).also {
            val where = mapOf("address" to "10.0.3.11:22", "user" to "root", "password" to "opensesame")
            it.lab.place(Placement("ssh", "trinity", where))
            it.leaps.until = { isOverSsh() } // whoever waits for an answer over SSH waits for no time to pass
            it.tick()
        }

        fun Bed.operator() = machine().also { it.secrets["env,vault:SSH"] = "opensesame" }

        fun Bed.script(
            isDeclared: Boolean = true,
            wall: (ClusterFirewall.() -> Unit)? = null,
            node: ProxmoxNode.() -> Unit = {},
        ): () -> Unit = {
            val over = if (isDeclared) {
                host("trinity") {
                    address = "10.0.3.11"
                    password = secret("SSH")
                }
            } else {
                null
            }
            proxmox("home") {
                endpoint = "https://10.0.3.11:8006"
                token = secret("PVE_TOKEN")
                ca = this@script.proxmox.text("ca")
                node("trinity") {
                    host = over
                    node()
                }
                wall?.let { firewall { it() } }
            }
        }

        fun Bed.address() = behind { get("", "/nodes/trinity/network/vmbr0") }.text("cidr")

        fun ProxmoxNode.moved() {
            adopt = true
            bridge("vmbr0") { address = "10.0.3.99/24" }
        }

        fun ProxmoxNode.widened() {
            adopt = true
            bridge("vmbr0") { comment = "uplink" }
        }

        test("a network that cuts the host off is put back by the host, and one that does not stays") {
            bed().use { bed ->
                val machine = bed.operator()
                val problems = machine.problems(bed.script { moved() })
                problems shouldContain "trinity has put /etc/network/interfaces back"
                bed.address() shouldBe "10.0.3.11/24"
                machine.said().joinToString("\n") shouldContain
                    "trinity puts the network of trinity back by itself after 90 s unless it is reached again"
                machine.done(bed.script { widened() }) shouldBe setOf("proxmox.network/trinity")
                bed.lab.clock().move(Duration.ofMinutes(5))
                bed.behind { get("", "/nodes/trinity/network/vmbr0") }.text("comments") shouldBe "uplink\n"
            }
        }

        test("a network that takes longer to load than its timer is awaited as long as the host is reached") {
            bed("srvreload" to "200").use { bed ->
                val machine = bed.operator()
                val before = bed.lab.clock().now()
                machine.done(bed.script { widened() }) shouldBe setOf("proxmox.network/trinity")
                Duration.between(before, bed.lab.clock().now()) shouldBeGreaterThanOrEqualTo Duration.ofSeconds(200)
                bed.asked().filter { it.startsWith("timer") }.shouldBeEmpty()
                bed.lab.clock().move(Duration.ofMinutes(5))
                bed.behind { get("", "/nodes/trinity/network/vmbr0") }.text("comments") shouldBe "uplink\n"
                machine.problems(bed.script { moved() }) shouldContain "trinity has put /etc/network/interfaces back"
                bed.address() shouldBe "10.0.3.11/24"
            }
        }

        test("the host undoes it also when nobody is there any more to confirm it") {
            bed().use { bed ->
                bed.leaps.until = { true } // here time is moved by hand
                bed.errand.secrets["env:SSH"] = "opensesame"
                val password = Secret.of("env:SSH")
                val host = Fields.of("name", "trinity", "address", "10.0.3.11", "user", "root", "password", password)
                val guards = RevertTimer { Connections(Machine().root, bed.dialer) }
                guards.arm(host, Guarded.CLUSTER.revert, bed.errand)
                bed.behind { put("", OPTIONS, FormParameters.of("enable" to 1, "policy_in" to "ACCEPT")) }
                guards.arm(host, Guarded.CLUSTER.revert, bed.errand)
                bed.lab.clock().move(Duration.ofSeconds(89))
                bed.behind { get("", OPTIONS) }.text("enable") shouldBe "1"
                bed.lab.clock().move(Duration.ofSeconds(20))
                eventually(10.seconds) { bed.behind { get("", OPTIONS) }.text("enable") shouldBe "" }
                guards.confirm(host, Guarded.CLUSTER.revert, bed.errand).get() shouldBe false
            }
        }

        test("a firewall of the cluster that lets its operators not in is off again, and nothing of it is left") {
            bed().use { bed ->
                val machine = bed.operator()
                val problems = machine.problems(bed.script(wall = { management("198.51.100.0/24") }))
                problems shouldContain "could not be reached any more, so it is off again by itself"
                bed.behind { get("", OPTIONS) }.whole("enable") shouldBe 0L
                bed.behind { get("", "/cluster/firewall/rules") }.rows().shouldBeEmpty()
                machine.done(bed.script(wall = { management("192.0.2.0/24") })) shouldContain "proxmox.firewall/home"
                bed.lab.clock().move(Duration.ofMinutes(5))
                bed.behind { get("", OPTIONS) }.text("enable") shouldBe "1"
                machine.plan(bed.script(wall = { management("192.0.2.0/24") })).size shouldBe 0
            }
        }

        fun Bed.entries() = behind { get("", "/cluster/firewall/ipset/management") }.rows().map { it.text("cidr") }

        test("a set or a group that cuts the operators off is put back, and one that does not stays") {
            bed().use { bed ->
                val machine = bed.operator()
                val wall: (String) -> ClusterFirewall.() -> Unit = { { management(it) } }
                machine.done(bed.script(wall = wall("192.0.2.0/24")))
                machine.problems(bed.script(wall = wall("198.51.100.0/24"))) shouldContain
                    "trinity has put /etc/pve/firewall/cluster.fw back"
                machine.said().joinToString("\n") shouldContain
                    "trinity puts 'management' in the firewall of 'home' back by itself after 90 s unless it is reached again"
                bed.entries() shouldBe listOf("192.0.2.0/24")
                machine.done(bed.script(wall = wall("192.0.0.0/16"))) shouldContain "proxmox.firewall.ipset/management"
                bed.lab.clock().move(Duration.ofMinutes(5))
                bed.entries() shouldBe listOf("192.0.0.0/16")

                val opened: (FirewallRules.() -> Unit) -> ClusterFirewall.() -> Unit = { rules ->
                    {
                        management("203.0.113.0/24", "192.0.0.0/16")
                        use(group("ops", rules))
                    }
                }
                machine.done(bed.script(wall = opened { allow { port = "22,8006" } }))
                machine.problems(bed.script(wall = opened { deny { port = "22,8006" } })) shouldContain
                    "trinity has put /etc/pve/firewall/cluster.fw back"
                bed.behind { get("", "/cluster/firewall/groups/ops") }.rows().map { it.text("action") } shouldBe
                    listOf("ACCEPT")
                machine.plan(bed.script(isDeclared = false, wall = opened { deny { port = "22,8006" } }))
                machine.said().joinToString("\n") shouldContain
                    "the change of 'ops', which rules of the firewall can name, is not guarded"
            }
        }

        test("rules that cut the operators off are put back over SSH, and without a host the plan says that none is") {
            bed().use { bed ->
                val machine = bed.operator()
                machine.done(bed.script(wall = { management("192.0.2.0/24") }))
                val closed = bed.script(wall = {
                    management("192.0.2.0/24")
                    deny { port = "8006" }
                })
                machine.problems(closed) shouldContain "trinity has put /etc/pve/firewall/cluster.fw back"
                bed.behind { get("", "/cluster/firewall/rules") }.rows().shouldBeEmpty()
                bed.behind { get("", OPTIONS) }.text("enable") shouldBe "1"
                machine.plan(
                    bed.script(
                        isDeclared = false,
                        wall = {
                            management("192.0.2.0/24")
                            allow("ping")
                        },
                    ),
                )
                machine.said().joinToString("\n") shouldContain
                    "the change of the firewall of 'home' is not guarded: if it cuts you off"
            }
        }
    })
