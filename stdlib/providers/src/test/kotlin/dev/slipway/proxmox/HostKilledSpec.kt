package dev.slipway.proxmox

import dev.slipway.local.passingDirectory
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import org.opentest4j.TestAbortedException
import kotlin.random.Random
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.DurationUnit
import kotlin.time.TimeSource

/**
 * Processes that are killed at random moments while a real host works for them: `SLIPWAY_PVE_KILLS` says how many. Each
 * round kills up to three of them in a row, and the next run finishes what they began.
 */
class HostKilledSpec :
    FunSpec({
        fun HostGround.begun(root: String): Process = ProcessBuilder(
            "${System.getProperty("java.home")}/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            HostErrands::class.java.name,
            root,
            "$first",
            storage,
        ).redirectError(ProcessBuilder.Redirect.INHERIT).start().also { it.inputReader().readLine() }

        /** The tasks that made a machine, or copied it, by machine; the task of a copy is that of the machine it is of. */
        fun HostGround.made(since: Long, ids: Collection<Long>): Map<Long, List<String>> = behind {
            get(
                node,
                "/nodes/$node/tasks",
                FormParameters.of("since" to since, "limit" to 1000, "source" to "all"),
            ).rows()
                .filter { it.text("status") == "OK" && it.text("type") in setOf("qmcreate", "qmclone") }
                .groupBy({ it.whole("id") }, { it.text("type") }).filterKeys { it in ids }
                .mapValues { it.value.sorted() }
        }

        test("whenever a process is killed, the next run finishes, makes nothing twice, and leaves nothing behind") {
            val kills = System.getenv("SLIPWAY_PVE_KILLS")?.toIntOrNull()
                ?: throw TestAbortedException("SLIPWAY_PVE_KILLS says how many processes are to be killed")
            val random = Random(System.getenv("SLIPWAY_PVE_SEED")?.toIntOrNull() ?: 1)
            named().use { ground ->
                ground.demand(Demand.KVM, Demand.HA, Demand.FIREWALL)
                val volumes = ground.behind { volumes(ground.node, ground.storage) }
                var length = 20_000.0
                var left = kills
                while (left > 0) {
                    val since = System.currentTimeMillis() / 1000
                    val root = passingDirectory("killed")
                    val machine = HostErrands.machine(ground, root)
                    val times = random.nextInt(1, 4).coerceAtMost(left)
                    repeat(times) {
                        val process = ground.begun("$root")
                        val moment = random.nextDouble(length).milliseconds
                        Thread.sleep(moment.inWholeMilliseconds)
                        println("killed after $moment, ${if (process.isAlive) "at work" else "done"}")
                        process.destroyForcibly().waitFor()
                    }
                    left -= times
                    val start = TimeSource.Monotonic.markNow()
                    machine.done(HostErrands.script(ground))
                    if (left == kills - times) length = start.elapsedNow().toDouble(DurationUnit.MILLISECONDS) + 5_000
                    ground.settle()
                    machine.plan(HostErrands.script(ground)).shouldBeEmpty()

                    val guests = ground.behind { living() }.filter { it.text("name").startsWith(HostErrands.NAME) }
                    guests.map { it.text("name") }.sorted() shouldBe HostErrands.NAMES.sorted()
                    ground.made(since, guests.map { it.whole("vmid") }) shouldBe mapOf(
                        ground.first.toLong() to listOf("qmclone", "qmclone", "qmclone", "qmcreate"),
                        ground.first + 1L to listOf("qmcreate"),
                        ground.first + 2L to listOf("qmcreate"),
                    )
                    ground.behind { get("", "/cluster/ha/resources").rows() }.size shouldBe 2
                    ground.behind { get(ground.node, path(ground.node, ground.first + 1L, "firewall", "rules")).rows() }
                        .size shouldBe 2
                    machine.done { dev.slipway.dsl.proxmox { ground.reach(this) } }
                    (ground.behind { volumes(ground.node, ground.storage) } - volumes).shouldBeEmpty()
                    ground.behind { living() }.filter { it.text("name").startsWith(HostErrands.NAME) }.shouldBeEmpty()
                }
            }
        }
    })
