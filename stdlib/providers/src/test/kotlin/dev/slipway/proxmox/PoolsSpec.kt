package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.pool
import dev.slipway.dsl.proxmox
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Pools of machines: there before their machines, and gone after them. */
class PoolsSpec :
    FunSpec({
        fun script(stage: Stage, more: ProxmoxBlock.() -> Unit): () -> Unit = {
            proxmox {
                stage.reach(this)
                more()
            }
        }

        fun ProxmoxBlock.machine(name: String) = vm("web") {
            on("trinity")
            running = false
            group = name
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: a pool comes before its machine, is put back, and goes after it") {
                Stage(version).use { stage ->
                    val machine = stage.machine()
                    val both = script(stage) {
                        pool("prod") { comment = "what must not fail" }
                        machine("prod")
                    }
                    machine.done(both) shouldBe setOf("proxmox.pool/prod", "proxmox.vm/web")
                    stage.behind { guests().single() }.text("pool") shouldBe "prod"
                    machine.plan(both).shouldBeEmpty()
                    stage.behind { put("", "/pools", FormParameters.of("poolid" to "prod", "comment" to "theirs")) }
                    machine.done(both) shouldBe setOf("proxmox.pool/prod")
                    stage.behind { get("", "/pools").rows().single() }.text("comment") shouldBe "what must not fail"
                    machine.done(script(stage) {}).size shouldBe 2
                    stage.behind { get("", "/pools").rows() }.shouldBeEmpty()
                    stage.bed.violations().shouldBeEmpty()
                }
            }
        }

        test("a pool within another comes after it, and goes before it") {
            Stage("9.1").use { stage ->
                val machine = stage.machine()
                val nested = script(stage) {
                    pool("prod/web/front")
                    pool("prod/web")
                    pool("prod")
                    machine("prod/web/front")
                }
                machine.done(nested).size shouldBe 4
                machine.plan(nested).shouldBeEmpty()
                stage.behind { guests().single() }.text("pool") shouldBe "prod/web/front"
                machine.done(script(stage) {}).size shouldBe 4
                stage.behind { get("", "/pools").rows() }.shouldBeEmpty()
                stage.bed.violations().shouldBeEmpty()
            }
        }

        test("a machine for a pool that nobody has made is told what to do, and is not made") {
            Stage("9.1").use { stage ->
                stage.machine().problems(script(stage) { machine("prod") }).let {
                    it shouldContain "pool 'prod' does not exist"
                    it shouldContain "declare it, such as pool(\"prod\")"
                }
                stage.behind { guests() }.shouldBeEmpty()
            }
        }
    })
