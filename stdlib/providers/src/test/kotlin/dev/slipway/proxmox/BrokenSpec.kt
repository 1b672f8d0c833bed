package dev.slipway.proxmox

import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.user
import dev.slipway.lab.Fault
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** What breaks off, has run out, or is called as nothing should be: told with its line, and nothing half-made is left. */
class BrokenSpec :
    FunSpec({
        test("an upload that breaks off leaves nothing, and is done again") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                machine.write("own.raw", "x".repeat(LARGE))
                val script: () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        image("own") {
                            file = "own.raw"
                            storage = "local"
                            on("trinity")
                        }
                    }
                }
                ground.fault(Fault("cut", "home", "${LARGE / 2}", 0))
                val said = machine.problems(script)
                said shouldContain "line: proxmox.image/own"
                said shouldContain "the connection broke at POST /nodes/trinity/storage/local/upload"
                ground.files("local").shouldBeEmpty()
                ground.clear()
                machine.done(script)
                ground.files("local") shouldHaveSize 1
                machine.plan(script).shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }

        test("a token that has expired is told as one that is wrong is") {
            Stage("9.1").use { stage ->
                val token = stage.behind {
                    post("", "/access/users", FormParameters.of("userid" to "slipway@pve"))
                    val form = FormParameters.of(
                        "privsep" to false,
                        "expire" to stage.bed.lab.clock().now().epochSecond - 60,
                    )
                    val made = post("", "/access/users/slipway@pve/token/tok", form)
                    "${made.text("full-tokenid")}=${made.text("value")}"
                }
                val said = stage.machine(token).problems {
                    proxmox {
                        stage.reach(this)
                        vm("web") { on("trinity") }
                    }
                }
                said shouldContain "line: proxmox.vm/web"
                said shouldContain "access expired"
                said shouldContain "check the token or the password, and whether it has expired"
                stage.behind { guests() }.shouldBeEmpty()
            }
        }

        test("machines whose names no host may have are refused where they are named") {
            LabGround("9.1").use { ground ->
                for (bad in listOf("a b", "a&b=c", "a;b", "-a", "ä", "a".repeat(64))) {
                    val said = ground.machine().problems {
                        proxmox {
                            ground.reach(this)
                            vm(bad) { on("trinity") }
                        }
                    }
                    said shouldContain "line: "
                    said shouldContain "'$bad'"
                }
                ground.asked().shouldBeEmpty()
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: what people write in comments arrives as they wrote it") {
                LabGround(version).use { ground ->
                    val machine = ground.machine()
                    val said = "a;b&c=d+e %41 é \"x\""
                    val script: () -> Unit = {
                        proxmox {
                            ground.reach(this)
                            user("anna@pve") { comment = said }
                        }
                    }
                    machine.done(script)
                    ground.behind { get("", "/access/users/anna@pve") }.text("comment") shouldBe said
                    machine.plan(script).shouldBeEmpty()
                    ground.violations().shouldBeEmpty()
                }
            }
        }
    }) {
    private companion object {
        const val LARGE = 1 shl 20
    }
}
