package dev.slipway.host

import dev.slipway.dsl.exec
import dev.slipway.dsl.host
import dev.slipway.dsl.output
import dev.slipway.dsl.secret
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** What a script says of a host comes about, once. */
class HostWordsSpec :
    FunSpec({
        test("a file and work: done once, seen as done, put back when somebody changes it") {
            Neo().use { neo ->
                val script = neo.script {
                    val motd = file("/etc/motd") { content = "Welcome\n" }
                    run("greet") {
                        shell("echo \"\$GREETING\" >>/srv/log; cat /etc/motd")
                        env("GREETING", "hello")
                        needs(motd)
                    }
                }
                neo.machine.done(script) shouldBe setOf("host.file/neo:/etc/motd", "host.run/neo:greet")
                neo.shell("cat /etc/motd /srv/log; stat -c %a /etc/motd") shouldBe "Welcome\nhello\n644\n"
                neo.machine.said().filter { it.startsWith("NOTE: ") } shouldHaveSize 1
                neo.machine.plan(script).shouldBeEmpty()
                neo.machine.done(script).shouldBeEmpty()
                neo.shell("echo hacked >/etc/motd")
                neo.machine.plan(script) shouldBe
                    mapOf("host.file/neo:/etc/motd" to Action.UPDATE, "host.run/neo:greet" to Action.UPDATE)
                neo.machine.done(script) shouldBe setOf("host.file/neo:/etc/motd")
                neo.shell("cat /etc/motd /srv/log") shouldBe "Welcome\nhello\n"
            }
        }

        test("the words of a command are words there, whatever is in them") {
            Neo().use { neo ->
                val script = {
                    val word = exec("word") {
                        command("printf", "it's; touch /srv/oops")
                    }
                    neo.script {
                        val echo = run("echo") { command("echo", "a  b", word.stdout) }
                        output("said") { echo.stdout }
                    }()
                }
                val outcome = neo.machine.up(script)
                outcome.problems().shouldBeEmpty()
                outcome.outputs().toString() shouldContain "a  b it's; touch /srv/oops"
                neo.shell("ls /srv") shouldBe ""
            }
        }

        test("packages, a service that reads a file of theirs, a line and a setting, all new in one run") {
            Neo().use { neo ->
                fun script(port: Int) = neo.script {
                    val nginx = packages("nginx", "jq")
                    val site = file("/etc/nginx/site.conf") {
                        content = "listen $port\n"
                        after(nginx)
                    }
                    file("/etc/names") { from = "hosts.txt" }
                    service("nginx") { reads(site) }
                    line("/etc/issue", "Neo") { matching = "^Debian" }
                    sysctl("net.ipv4.ip_forward", 1)
                }
                neo.machine.write("hosts.txt", "127.0.0.1 localhost\n")
                neo.shell("echo 'Debian 13' >/etc/issue")
                neo.machine.done(script(80)).size shouldBe 6
                neo.shell("cat /etc/issue; sysctl -n net.ipv4.ip_forward; systemctl is-active nginx") shouldBe
                    "Neo\n1\nactive\n"
                neo.machine.plan(script(80)).shouldBeEmpty()
                neo.machine.done(script(81)) shouldBe
                    setOf("host.file/neo:/etc/nginx/site.conf", "host.service/neo:nginx")
                neo.shell("systemctl stop nginx; sysctl -w net.ipv4.ip_forward=0; echo other >/etc/issue")
                neo.machine.plan(script(81)).mapValues { "${it.value}" } shouldBe mapOf(
                    "host.service/neo:nginx" to "UPDATE",
                    "host.line/neo:/etc/issue:^Debian" to "CREATE",
                    "host.sysctl/neo:net.ipv4.ip_forward" to "UPDATE",
                )
                neo.machine.done(script(81)).size shouldBe 3
                neo.shell("cat /etc/issue; sysctl -n net.ipv4.ip_forward; systemctl is-active nginx") shouldBe
                    "other\nNeo\n1\nactive\n"
            }
        }

        test("what a task finds out is where a host is") {
            Neo().use { neo ->
                val script = {
                    val found = exec("find") { command("printf", "10.0.3.10") }
                    host("neo") {
                        address(found.stdout)
                        user = "ops"
                        password = secret("NEO")
                        run("who") { command("id", "-un") }
                    }
                    Unit
                }
                neo.machine.done(script) shouldBe setOf("exec.effect/find", "host.run/neo:who")
                neo.machine.done(script).shouldBeEmpty()
            }
        }
    })
