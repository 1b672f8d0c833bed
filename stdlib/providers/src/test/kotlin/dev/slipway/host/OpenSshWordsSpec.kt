package dev.slipway.host

import dev.slipway.dsl.HostBlock
import dev.slipway.dsl.exec
import dev.slipway.dsl.host
import dev.slipway.dsl.output
import dev.slipway.local.Machine
import dev.slipway.local.passingDirectory
import dev.slipway.model.Fields
import dev.slipway.plan.Action
import dev.slipway.ssh.OpenSshBed
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** What a script says of a host, on servers of OpenSSH: one of them is reached through the other. */
class OpenSshWordsSpec :
    FunSpec({
        fun HostBlock.reach(route: Fields) {
            address = route.text("address")
            port = route.text("port").toInt()
            user = route.text("user")
            key = route.text("key")
        }

        test("through a bastion: files, work, drift, and a host that shows another key").config(
            enabled = OpenSshBed.isPossible(),
        ) {
            OpenSshBed(passingDirectory("bed")).use { bed ->
                val machine = Machine(dialer = bed.dialer())
                val place = bed.directory()
                val script = {
                    val found = exec("find") { command("printf", bed.target().text("address")) }
                    val bastion = host("bastion") { reach(bed.bastion()) }
                    host("target") {
                        reach(bed.target())
                        address(found.stdout)
                        via(bastion)
                        val files = List(20) { file("$place/f$it") { content = "content of $it\n" } }
                        line("$place/issue", "a line")
                        run("log") {
                            shell("echo \"\$WORD\" >>$place/log")
                            env("WORD", "it's \$HOME")
                        }
                        run("there") {
                            shell("echo guarded >>$place/log")
                            creates("$place/there")
                        }
                        val last = run("last") {
                            command("tail", "-n", "1", "$place/f19")
                            after(files.last())
                        }
                        output("last") { last.stdout }
                    }
                    Unit
                }
                Path.of(place, "issue").writeText("first\n")
                Path.of(place, "there").writeText("")
                machine.up(script).problems().shouldBeEmpty()
                Path.of(place, "issue").readText() shouldBe "first\na line\n"
                Path.of(place, "log").readText() shouldBe "it's \$HOME\n"
                machine.plan(script).shouldBeEmpty()
                Path.of(place, "f3").writeText("hacked\n")
                machine.plan(script) shouldBe mapOf("host.file/target:$place/f3" to Action.UPDATE)
                machine.done(script) shouldBe setOf("host.file/target:$place/f3")
                Path.of(place, "f3").readText() shouldBe "content of 3\n"
                bed.changeHostKey()
                Machine(machine.root, bed.dialer()).problems(script) shouldContain "shows the host key SHA256:"
            }
        }
    })
