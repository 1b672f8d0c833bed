package dev.slipway.host

import dev.slipway.lab.Fault
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** A connection that breaks while something is done. */
class DroppedSpec :
    FunSpec({
        test("in the middle of a file: it is looked at, and written by another attempt") {
            Neo().use { neo ->
                fun script(content: String) = neo.script { file("/srv/big") { this.content = content } }
                val big = "0123456789abcdef".repeat(60_000)
                neo.machine.done(script("old")).size shouldBe 1
                neo.lab.fault(Fault(Fault.CUT, "neo", "300000", 1))
                neo.machine.done(script(big)) shouldBe setOf("host.file/neo:/srv/big")
                neo.shell("ls -A /srv") shouldBe "big\n"
                neo.shell("wc -c </srv/big").trim() shouldBe "960000"
                neo.machine.plan(script(big)).shouldBeEmpty()
            }
        }

        test("in the middle of work: what has a guard is asked whether it was done") {
            Neo().use { neo ->
                val script = neo.script {
                    run("slow") {
                        shell("echo begun >>/srv/log; touch /srv/done; sleep 3")
                        creates("/srv/done")
                    }
                }
                neo.lab.fault(Fault(Fault.CUT, "neo", "6500", 1))
                neo.machine.up(script)
                neo.machine.up(script)
                neo.machine.plan(script).shouldBeEmpty()
                neo.shell("cat /srv/log") shouldBe "begun\n"
            }
        }
    })
