package dev.slipway.host

import dev.slipway.lab.Fault
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** A host that is reached in another way than before. */
class MovedSpec :
    FunSpec({
        test("it is looked at where the script says that it is now, and what is missing there is made") {
            Neo().use { neo ->
                fun script(where: String) = neo.script(where) {
                    file("/srv/a") { content = "a\n" }
                    file("/srv/b") { content = "b\n" }
                    run("log") { shell("echo done >>/srv/log") }
                }
                neo.machine.done(script("10.0.3.10")).size shouldBe 3
                neo.place("new", "10.0.3.11")
                neo.shell("printf 'a\n' >/srv/a; chmod 644 /srv/a", "10.0.3.11")
                neo.lab.fault(Fault("power-off", "neo", "", 0))
                neo.machine.plan(script("10.0.3.11")) shouldBe mapOf(
                    "host.file/neo:/srv/a" to Action.NOTE,
                    "host.file/neo:/srv/b" to Action.CREATE,
                    "host.run/neo:log" to Action.NOTE,
                )
                neo.machine.done(script("10.0.3.11"))
                neo.shell("ls /srv", "10.0.3.11") shouldBe "a\nb\n"
                neo.machine.plan(script("10.0.3.11")).shouldBeEmpty()
            }
        }

        test("another way in is remembered, and nothing is done") {
            Neo().use { neo ->
                fun script(more: Int) = neo.script {
                    sessions = more
                    file("/srv/a") { content = "a\n" }
                    val nginx = packages("nginx")
                    service("nginx") { after(nginx) }
                }
                neo.machine.done(script(8)).size shouldBe 3
                neo.programs()
                neo.machine.plan(script(2)).values.toSet() shouldBe setOf(Action.NOTE)
                neo.machine.done(script(2)).size shouldBe 3
                neo.programs() shouldBe 6
                neo.machine.plan(script(2)).shouldBeEmpty()
            }
        }
    })
