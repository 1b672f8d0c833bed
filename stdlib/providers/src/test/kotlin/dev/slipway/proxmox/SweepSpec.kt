package dev.slipway.proxmox

import dev.slipway.dsl.proxmox
import dev.slipway.local.passingDirectory
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.random.Random

/**
 * A run with a template, copies of it and HA is killed again and again, while lists are as far behind as they always are:
 * nothing is done twice, and nothing is left over. `-Dslipway.sweep=20` kills it twenty times, `-Dslipway.sweep.seed=7` at
 * the moments of another sweep.
 */
class SweepSpec :
    FunSpec({
        fun LabGround.begin(root: Path): Process = ProcessBuilder(
            "${System.getProperty("java.home")}/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Errands::class.java.name,
            "all",
            "$root",
            "$directory",
        ).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()

        /** Kills a run when it has asked for so much; says whether there was anything left to kill. */
        fun LabGround.kill(root: Path, requests: Int): Boolean {
            val until = asked().size + requests
            // Time stands from then on, so that nothing is over before the process is.
            leaps.until = { asked().size >= until }
            val child = begin(root)
            while (!leaps.until() && child.isAlive) Thread.sleep(2)
            val isKilled = child.isAlive
            child.destroyForcibly().waitFor()
            leaps.until = { false }
            return isKilled
        }

        val kills = Integer.getInteger("slipway.sweep", 2)
        val seed = Integer.getInteger("slipway.sweep.seed", 1)

        test("killed $kills times at random moments, it converges") {
            val random = Random(seed)
            var left = kills
            var round = 0
            while (left > 0) {
                LabGround(if (round++ % 2 == 0) "9.1" else "8.4").use { ground ->
                    val root = passingDirectory("sweep")
                    val machine = ground.machine(root)
                    val moments = mutableListOf<Int>()
                    while (left > 0 && moments.size < KILLS_OF_ONE) {
                        moments += random.nextInt(1, REQUESTS)
                        if (!ground.kill(root, moments.last())) break
                        left--
                    }
                    withClue("killed after $moments requests (seed $seed)") {
                        machine.done(Errands.script("all", ground.directory))
                        machine.plan(Errands.script("all", ground.directory)).shouldBeEmpty()
                        ground.guests().map { it.text("name") }.sorted() shouldBe
                            listOf("golden", "linked-0", "linked-1", "web")
                        ground.disks() shouldBe DISKS
                        ground.behind { get("", "/cluster/ha/resources").rows() }.map { it.text("state") } shouldBe
                            listOf("started", "started")
                        machine.done { proxmox { ground.reach(this) } }
                        ground.guests().shouldBeEmpty()
                        ground.disks() shouldBe 0
                        ground.behind { get("", "/cluster/ha/resources").rows() }.shouldBeEmpty()
                        ground.violations().shouldBeEmpty()
                    }
                }
            }
        }
    }) {
    private companion object {
        const val KILLS_OF_ONE = 4
        const val REQUESTS = 70
        const val DISKS = 4
    }
}
