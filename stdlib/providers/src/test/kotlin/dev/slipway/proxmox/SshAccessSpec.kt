package dev.slipway.proxmox

import dev.slipway.dsl.HostBlock
import dev.slipway.dsl.host
import dev.slipway.dsl.secret
import dev.slipway.lab.Placement
import dev.slipway.local.Machine
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.ssh.Connections
import dev.slipway.ssh.Keys
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Duration
import java.util.Optional

private const val OWN = "/etc/ssh/sshd_config.d/10-own.conf"

private fun isOverSsh() = Thread.getAllStackTraces().values.any { stack ->
    stack.any { it.className == "dev.slipway.ssh.Remote" || it.className == "dev.slipway.ssh.Login" }
}

private fun Bed.tick(): Unit = lab.clock().after(Duration.ofSeconds(1)) { tick() }

/** Changes of how a host is reached over SSH: the host undoes them by itself, unless a new connection comes in. */
class SshAccessSpec :
    FunSpec({
        fun bed(vararg more: Pair<String, String>) = Bed("9.1").also {
            val where = mapOf("address" to "10.0.3.11:22", "user" to "root", "password" to "opensesame")
            it.lab.place(Placement("ssh", "trinity", where + more))
            it.leaps.until = { isOverSsh() } // whoever waits for an answer over SSH waits for no time to pass
            it.tick()
        }

        fun Bed.operator() = machine().also { it.secrets["env,vault:SSH"] = "opensesame" }

        fun script(block: HostBlock.() -> Unit): () -> Unit = {
            host("trinity") {
                address = "10.0.3.11"
                password = secret("SSH")
                block()
            }
        }

        /** What somebody sees there who logs in anew. */
        fun Bed.shell(script: String): String {
            errand.secrets["env:SSH"] = "opensesame"
            val login = Fields.of("name", "trinity", "address", "10.0.3.11", "password", Secret.of("env:SSH"))
            return Connections(Machine().root, dialer, Optional.empty()).use {
                it.on(login, errand).look(script, listOf()).stdout()
            }
        }

        fun HostBlock.sshd(text: String) {
            val own = file(OWN) { content = text }
            service("ssh") { reads(own) }
        }

        test("a configuration of sshd that lets Slipway in stays, and one that does not is put back with its service") {
            bed().use { bed ->
                val machine = bed.operator()
                machine.done(script { sshd("AllowUsers root\n") }) shouldBe
                    setOf("host.file/trinity:$OWN", "host.service/trinity:ssh")
                machine.said().joinToString("\n") shouldContain
                    "trinity undoes the change of trinity:$OWN after 90 s unless a new connection reaches it " +
                    "(slipway-guard-ssh.timer)"
                bed.shell("cat /run/slipway-guard-ssh/unproven") shouldContain OWN // a service that ran has not read it
                machine.done(script { sshd("AllowUsers root other\n") })
                bed.shell("ls /run/slipway-guard-ssh/unproven") shouldBe ""
                machine.problems(script { sshd("AllowUsers somebody\n") }) shouldContain
                    "no new connection to trinity could be made, so trinity has put $OWN back"
                bed.shell("cat $OWN; systemctl is-active ssh; ls /run/slipway-guard-ssh/armed") shouldBe
                    "AllowUsers root other\nactive\n"
                machine.done(script { sshd("AllowUsers root ops\n") })
                bed.lab.clock().move(Duration.ofMinutes(5))
                bed.shell("cat $OWN") shouldBe "AllowUsers root ops\n"
                machine.plan(script { sshd("AllowUsers root ops\n") }).shouldBeEmpty()
            }
        }

        test("a configuration with which sshd does not start, and a service that is stopped, are put back") {
            bed().use { bed ->
                val machine = bed.operator()
                machine.problems(script { service("ssh") { running = false } }) shouldContain
                    "so trinity has put the service back"
                bed.shell("systemctl is-active ssh; systemctl is-enabled ssh") shouldBe "active\nenabled\n"
                machine.done(script { sshd("AllowUsers root\n") })
                val problems = machine.problems(script { sshd("AlowUsers root\n") })
                problems shouldContain
                    "so trinity has put $OWN back; before that, trinity says: Job for ssh.service failed"
                bed.shell("ls /etc/ssh/sshd_config.d; systemctl is-active ssh") shouldBe "active\n"
            }
        }

        test("authorized keys without the one that logs in are put back as they were") {
            val directory = Machine().root
            val keys = Keys.ofEachSort(directory)
            bed("authorized" to keys).use { bed ->
                val machine = bed.machine()
                fun keyed(text: String): () -> Unit = {
                    host("trinity") {
                        address = "10.0.3.11"
                        key = "$directory/key"
                        file("/root/.ssh/authorized_keys") {
                            adopt = true
                            content = text
                            mode = "0600"
                        }
                    }
                }
                machine.problems(keyed("# nobody\n")) shouldContain "so trinity has put /root/.ssh/authorized_keys back"
                bed.shell("cat /root/.ssh/authorized_keys; stat -c %a /root/.ssh/authorized_keys") shouldBe
                    keys.trim() + "\n644\n"
                machine.done(keyed(keys.trim() + "\n# and nobody else\n")) shouldContain
                    "host.file/trinity:/root/.ssh/authorized_keys"
                bed.lab.clock().move(Duration.ofMinutes(5))
                bed.shell("cat /root/.ssh/authorized_keys") shouldContain "nobody else"
                bed.shell("ls /run/slipway-guard-ssh") shouldBe ""
            }
        }

        test("a firewall of a node that is written as a file is put back when it cuts the operators off") {
            Bed("9.1", more = arrayOf("operator" to "192.0.2.7")).use { bed ->
                bed.lab.place(
                    Placement("ssh", "trinity", mapOf("address" to "10.0.3.11:22", "password" to "opensesame")),
                )
                bed.leaps.until = { isOverSsh() }
                bed.tick()
                val machine = bed.operator()
                val on = FormParameters.of("enable" to 1, "policy_in" to "ACCEPT")
                bed.behind { put("", "/cluster/firewall/options", on) }
                val open = bed.shell("cat /etc/pve/firewall/cluster.fw")
                machine.problems(
                    script {
                        file("/etc/pve/firewall/cluster.fw") {
                            adopt = true
                            content = open.replace("ACCEPT", "DROP")
                        }
                    },
                ) shouldContain "so trinity has put /etc/pve/firewall/cluster.fw back"
                bed.behind { get("", "/cluster/firewall/options") }.text("policy_in") shouldBe "ACCEPT"
            }
        }

        test("where who logs in is not root, the plan says that nothing undoes the change") {
            bed("user" to "ops").use { bed ->
                val machine = bed.operator()
                machine.plan {
                    host("trinity") {
                        address = "10.0.3.11"
                        user = "ops"
                        password = secret("SSH")
                        file("/home/ops/.ssh/authorized_keys") { content = "" }
                        file("/etc/motd") { content = "" }
                    }
                }
                machine.said().filter { "guard" in it } shouldBe listOf(
                    "the change of trinity:/home/ops/.ssh/authorized_keys is not guarded: if it cuts you off, only " +
                        "the console of the host helps; log in as root, or set sudo = true for the host",
                )
            }
        }
    })
