package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.proxmox
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** Machines that somebody is moving to another node just when we act on them. */
class MovingSpec :
    FunSpec({
        fun script(stage: Stage, gibibytes: Int?): () -> Unit = {
            proxmox {
                stage.reach(this)
                gibibytes?.let {
                    vm("web") {
                        on("trinity")
                        id = 1030
                        memory = it.GiB
                        ignore("node")
                    }
                }
            }
        }

        fun Stage.underWay() = behind {
            post("trinity", path("trinity", 1030, "migrate"), FormParameters.of("target" to "neo", "online" to true))
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: a machine that is on its way is changed, and removed, where it arrives") {
                Stage(version).use { stage ->
                    val machine = stage.machine()
                    machine.done(script(stage, 1))
                    stage.underWay()
                    machine.done(script(stage, 2)) shouldBe setOf("proxmox.vm/web")
                    stage.behind { config(1030) }["memory"] shouldBe "2048"
                    stage.behind { migrate(1030, "trinity") }
                    stage.underWay()
                    machine.done(script(stage, null)) shouldBe setOf("proxmox.vm/web")
                    stage.behind { guests() }.shouldBeEmpty()
                    stage.bed.violations().shouldBeEmpty()
                }
            }
        }
    })
