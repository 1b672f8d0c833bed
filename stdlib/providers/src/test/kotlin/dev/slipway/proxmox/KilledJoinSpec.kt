package dev.slipway.proxmox

import dev.slipway.local.Machine
import dev.slipway.local.passingDirectory
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import java.nio.file.Path
import kotlin.io.path.writeText

/** Real processes, each ended by the signal that nobody can catch, in the middle of what cannot be done twice. */
class KilledJoinSpec :
    FunSpec({
        fun start(bed: Bed, root: Path): Process {
            val java = Path.of(System.getProperty("java.home"), "bin", "java")
            val classes = System.getProperty("java.class.path")
            val name = KilledJoin::class.java.name
            return ProcessBuilder("$java", "-XX:TieredStopAtLevel=1", "-cp", classes, name, "${bed.directory}", "$root")
                .redirectErrorStream(true)
                .start()
        }

        test("a run that is killed while hosts join is resumed, and each host is joined once") {
            val slow = arrayOf("cluster" to "no", "clustercreate" to "200", "clusterjoin" to "300")
            Bed("9.1", more = slow).use { bed ->
                val root = passingDirectory("killed")
                root.resolve("ca.pem").writeText(bed.proxmox.text("ca"))
                val join = "POST /cluster/config/join"
                val moments = listOf("POST /cluster/config" to 1, join to 1, join to 2)
                for ((what, times) in moments) {
                    // Time stands from then on, so that nothing is over before the process is.
                    val hasCome = { bed.asked().count { it == what } >= times }
                    bed.leaps.until = hasCome
                    val process = start(bed, root)
                    while (!hasCome() && process.isAlive) {
                        Thread.sleep(5)
                    }
                    withClue("killed on its way to $what") { process.isAlive shouldBe true }
                    process.destroyForcibly().waitFor()
                }
                bed.leaps.until = { false }
                val last = start(bed, root)
                val said = last.inputStream.readAllBytes().decodeToString()
                last.waitFor()
                said.trim() shouldEndWith "done"
                bed.asked().count { it == "POST /cluster/config" } shouldBe 1
                bed.asked().count { it == "POST /cluster/config/join" } shouldBe 2
                bed.behind { get("", "/cluster/config/nodes") }.rows().size shouldBe 3
                val machine = Machine(root, bed.dialer).also { it.secrets.putAll(bed.machine().secrets) }
                machine.plan(KilledJoin.script(bed.proxmox.text("ca"))).shouldBeEmpty()
                bed.violations().shouldBeEmpty()
            }
        }
    })
