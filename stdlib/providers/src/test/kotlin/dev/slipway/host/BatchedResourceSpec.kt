package dev.slipway.host

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** What many things on a host cost when nothing has changed. */
class BatchedResourceSpec :
    FunSpec({
        test("a second run looks at all files of a host with a program for each two hundred") {
            Neo().use { neo ->
                fun script(last: String) = neo.script {
                    repeat(449) { file("/srv/f$it") { content = "content of $it" } }
                    file("/srv/last") { content = last }
                }
                neo.machine.done(script("a")).size shouldBe 450
                neo.programs()
                neo.machine.done(script("a")).shouldBeEmpty()
                neo.programs() shouldBe 3
                neo.shell("echo hacked >/srv/f7")
                neo.programs()
                neo.machine.plan(script("a")).keys shouldBe setOf("host.file/neo:/srv/f7")
                neo.programs() shouldBe 4
                neo.machine.done(script("b")) shouldBe setOf("host.file/neo:/srv/f7", "host.file/neo:/srv/last")
            }
        }

        test("one program for each sort of thing, and none for work that is done") {
            Neo().use { neo ->
                val script = neo.script {
                    packages("nginx")
                    val jq = packages("jq")
                    service("nginx") { after(jq) }
                    service("chrony") { running = false }
                    sysctl("net.ipv4.ip_forward", 1)
                    sysctl("vm.swappiness", 10)
                    line("/etc/issue", "a")
                    line("/etc/issue", "b")
                    run("done") { shell("echo done") }
                    run("guarded") {
                        shell("touch /srv/there")
                        creates("/srv/there")
                    }
                }
                neo.shell("touch /etc/issue; apt-get install -y chrony nginx")
                neo.machine.done(script).size shouldBe 10
                neo.programs()
                neo.machine.plan(script).shouldBeEmpty()
                neo.programs() shouldBe 5
            }
        }
    })
