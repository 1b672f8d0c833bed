package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** What holds for every Proxmox VE of images, discs, templates and copies: in a lab of any version, and on a real host. */
abstract class FilesContract internal constructor(private val open: () -> Ground) :
    FunSpec({
        fun ProxmoxBlock.made(ground: Ground) {
            ground.reach(this)
            val small = image("slipway-test-small") {
                file = "small.raw"
                storage = ground.files
                on(ground.node)
            }
            val golden = vm("slipway-test-golden") {
                on(ground.node)
                id = ground.first
                template = true
                disk("root") {
                    size = 1.GiB
                    storage = ground.storage
                    image = small
                }
            }
            for ((i, sort) in listOf("linked", "whole").withIndex()) {
                vm("slipway-test-$sort") {
                    on(ground.node)
                    id = ground.first + 1 + i
                    running = false
                    cloneOf(golden, linked = sort == "linked")
                    disk("root") {
                        size = (1 + i).GiB
                        storage = ground.storage
                    }
                    if (i == 1) {
                        nic { bridge = ground.bridge }
                        seed {
                            storage = ground.files
                            address("192.0.2.30/24")
                        }
                    }
                }
            }
        }

        test("an image becomes a template, copies are made of it, one is given a disc, and all goes down clean") {
            open().use { ground ->
                ground.demand(Demand.IMAGES)
                val machine = ground.machine()
                machine.write("small.raw", "x".repeat(SMALL))
                val before = ground.behind { volumes(ground.node, ground.files) }
                machine.done { proxmox { made(ground) } }.size shouldBe 5
                machine.plan { proxmox { made(ground) } }.shouldBeEmpty()
                machine.done { proxmox { made(ground) } }.shouldBeEmpty()
                machine.done { proxmox { ground.reach(this) } }.size shouldBe 5
                ground.behind { volumes(ground.node, ground.files) } shouldBe before
                ground.violations().shouldBeEmpty()
            }
        }

        test("an image is downloaded once, with another digest again, and goes") {
            open().use { ground ->
                ground.demand(Demand.DOWNLOAD)
                val machine = ground.machine()
                val before = ground.behind { volumes(ground.node, ground.files) }
                fun script(digest: String): () -> Unit = {
                    proxmox {
                        ground.reach(this)
                        image("slipway-test-fetched") {
                            url = ground.download.substringBefore('#')
                            sha256 = digest
                            format = "raw"
                            storage = ground.files
                            on(ground.node)
                        }
                    }
                }
                val digest = ground.download.substringAfter('#')
                machine.done(script(digest)) shouldBe setOf("proxmox.image/slipway-test-fetched")
                machine.plan(script(digest)).shouldBeEmpty()
                val fetched = ground.behind { volumes(ground.node, ground.files) } - before
                fetched.size shouldBe 1
                machine.problems(script("0".repeat(64))) shouldContain "is not what it should be"
                (ground.behind { volumes(ground.node, ground.files) } - before - fetched).shouldBeEmpty()
                machine.done { proxmox { ground.reach(this) } }
                ground.behind { volumes(ground.node, ground.files) } shouldBe before
                ground.violations().shouldBeEmpty()
            }
        }
    }) {
    private companion object {
        const val SMALL = 1 shl 20
    }
}

/** A lab in which nodes find an image. */
private fun lab(version: String) = LabGround(
    version,
    "images" to "https://example.org/small.raw#1#${Errands.DIGEST}",
    download = "https://example.org/small.raw#${Errands.DIGEST}",
)

class Files84Spec : FilesContract({ lab("8.4") })

class Files91Spec : FilesContract({ lab("9.1") })
