package dev.slipway.proxmox

import dev.slipway.dsl.proxmox
import dev.slipway.local.Sweeps
import dev.slipway.local.passingDirectory
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** Processes that are killed while the cluster works for them. */
class KilledSpec :
    FunSpec({
        class Case(val name: String, val before: String?, val at: Regex, val disks: Int)

        val cases = listOf(
            Case("clone", null, Regex("POST .*/clone"), 2),
            Case("import", null, Regex("POST .*/qemu"), 2),
            Case("import", null, Regex("POST .*/download-url"), 2),
            Case("resize", "small", Regex("PUT .*/resize"), 1),
        )

        for (version in Sweeps.versions("8.4", "9.1")) {
            for (case in cases) {
                test("$version: killed in ${case.name} at ${case.at}") {
                    LabGround(
                        version,
                        "images" to "https://example.org/d.qcow2#2048#${Errands.DIGEST}",
                        "qmclone" to "100",
                        "import" to "100",
                        "resize" to "100",
                        "download" to "100",
                    ).use { ground ->
                        val root = passingDirectory("killed")
                        val machine = Errands.machine(root, ground.directory)
                        case.before?.let { machine.done(Errands.script(it, ground.directory)) }
                        // Time stands from then on, so that nothing is over before the process is.
                        val hasCome = { ground.asked().any(case.at::matches) }
                        ground.leaps.until = hasCome
                        val child = ProcessBuilder(
                            "${System.getProperty("java.home")}/bin/java",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Errands::class.java.name,
                            case.name,
                            "$root",
                            "${ground.directory}",
                        ).inheritIO().start()
                        while (!hasCome()) {
                            check(child.isAlive) { "it ended before it was killed" }
                            Thread.sleep(5)
                        }
                        child.destroyForcibly().waitFor()
                        ground.leaps.until = { false }

                        val writes = { ground.asked().filterNot { it.startsWith("GET ") } }
                        val before = writes()
                        machine.plan(Errands.script(case.name, ground.directory)).values shouldContain Action.HOLD
                        writes() shouldBe before // whoever only plans finds nothing out by changing something

                        machine.done(Errands.script(case.name, ground.directory))
                        ground.asked().count(case.at::matches) shouldBe 1
                        machine.plan(Errands.script(case.name, ground.directory)).shouldBeEmpty()
                        ground.disks() shouldBe case.disks
                        machine.done { proxmox { ground.reach(this) } }
                        ground.disks() shouldBe 0
                        ground.guests().shouldBeEmpty()
                        ground.violations().shouldBeEmpty()
                    }
                }
            }
        }
    })
