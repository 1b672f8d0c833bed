package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.SeedBlock
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.dsl.text
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Files
import kotlin.io.path.readBytes

/** Machines that know who they are when they first boot. */
class CloudInitDiscSpec :
    FunSpec({
        fun LabGround.web(more: VmBlock.() -> Unit = {}, seed: SeedBlock.() -> Unit): () -> Unit = {
            proxmox {
                reach(this)
                vm("web") {
                    on("trinity")
                    id = 1030
                    running = false
                    disk("root") {
                        size = 4.GiB
                        storage = "ceph-vm-disks"
                    }
                    nic { bridge = "vmbr0" }
                    more()
                    seed(seed)
                }
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: a machine finds its name, its address and its keys on a disc") {
                LabGround(version).use { ground ->
                    val machine = ground.machine()
                    val script = ground.web {
                        address("10.0.3.30/24")
                        gateway = "10.0.3.1"
                        dns("10.0.3.1")
                        keys("ssh-ed25519 AAAA anna\n")
                    }
                    machine.done(script) shouldBe setOf("proxmox.seed/web", "proxmox.vm/web")
                    val config = ground.config(1030)
                    val volume = PropertyString.of(config.getValue("ide2")).first
                    volume.substringBeforeLast('-') shouldBe "local:iso/web-seed"
                    val disc = ground.disc(volume)
                    disc shouldContain "local-hostname: web"
                    disc shouldContain "- \"ssh-ed25519 AAAA anna\""
                    disc shouldContain "macaddress: \"${Nic.address(config["net0"]).lowercase()}\""
                    disc shouldContain "addresses: [\"10.0.3.30/24\"]"
                    disc shouldContain "gateway4: \"10.0.3.1\""
                    ground.settle()
                    val before = ground.requests()
                    machine.done(script).shouldBeEmpty()
                    (ground.requests() - before) shouldBeLessThanOrEqual 2
                    machine.done { proxmox { ground.reach(this) } }.size shouldBe 2
                    ground.files("local").shouldBeEmpty()
                    ground.violations().shouldBeEmpty()
                }
            }

            test(
                "$version: what changes is written again, the machine is left alone, and so is what somebody wrote over",
            ) {
                LabGround(version).use { ground ->
                    val machine = ground.machine()
                    machine.done(ground.web { userData = "#cloud-config\nx: 1\n" })
                    val changed = ground.web { userData = "#cloud-config\nx: 2\n" }
                    machine.done(changed) shouldBe setOf("proxmox.seed/web")
                    val volume = PropertyString.of(ground.config(1030).getValue("ide2")).first
                    ground.disc(volume) shouldContain "x: 2"
                    ground.upload(volume, "nothing")
                    machine.plan(changed) shouldBe mapOf("proxmox.seed/web" to Action.UPDATE)
                    machine.done(changed)
                    ground.disc(volume) shouldContain "x: 2"
                    machine.plan(changed).shouldBeEmpty()
                    ground.violations().shouldBeEmpty()
                }
            }
        }

        test("what is secret in it stands on the disc, and nowhere here") {
            LabGround("9.1").use { ground ->
                val machine = ground.machine()
                val script = ground.web { userData(text("#cloud-config\npassword: ", secret("TOKEN"), "\n")) }
                machine.done(script)
                ground.disc(PropertyString.of(ground.config(1030).getValue("ide2")).first) shouldContain
                    "password: hunter2-canary"
                machine.plan(script).shouldBeEmpty()
                machine.done(ground.web { userData(secret("TOKEN")) })
                machine.events.toString() shouldNotContain "canary"
                Files.walk(machine.root).filter(Files::isRegularFile).toList().forEach {
                    String(it.readBytes(), Charsets.ISO_8859_1) shouldNotContain "canary"
                }
            }
        }
    })
