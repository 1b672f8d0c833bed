package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.ha
import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.local.Machine
import dev.slipway.provide.Exclusive
import java.nio.file.Path
import kotlin.io.path.readText

/** What a process of its own does in a lab, until it is killed. */
object Errands {
    val DIGEST = "ab".repeat(32)

    private fun ProxmoxBlock.reach(lab: Path) {
        endpoint = "https://10.0.3.11:8006"
        token = secret("PVE_TOKEN")
        ca = lab.resolve("ca.pem").readText()
        node("trinity")
        node("neo")
    }

    private fun ProxmoxBlock.web(gib: Int, more: dev.slipway.dsl.VmBlock.() -> Unit = {}) = vm("web") {
        on("trinity")
        running = false
        disk("root") {
            size = gib.GiB
            storage = "ceph-vm-disks"
        }
        more()
    }

    /** The scripts, by name; where there is a second one, it is what the process does after the first was done. */
    fun script(name: String, lab: Path): () -> Unit = {
        proxmox {
            reach(lab)
            when (name) {
                "clone" -> {
                    val golden = vm("golden") {
                        on("trinity")
                        template = true
                        disk("root") {
                            size = 4.GiB
                            storage = "ceph-vm-disks"
                        }
                    }
                    web(8) { cloneOf(golden) }
                }

                "import" -> {
                    val debian = image("debian") {
                        url = "https://example.org/d.qcow2"
                        sha256 = DIGEST
                        storage = "local"
                    }
                    web(8) {
                        disk("data") {
                            size = 4.GiB
                            storage = "ceph-vm-disks"
                            image = debian
                        }
                    }
                }

                "all" -> {
                    val golden = vm("golden") {
                        on("trinity")
                        template = true
                        disk("root") {
                            size = 4.GiB
                            storage = "ceph-vm-disks"
                        }
                    }
                    web(8) { cloneOf(golden) }
                    for (name in listOf("linked-0", "linked-1")) {
                        vm(name) {
                            on("trinity")
                            cloneOf(golden, linked = true)
                            disk("root") {
                                size = 4.GiB
                                storage = "ceph-vm-disks"
                            }
                            ha()
                        }
                    }
                }

                "small" -> web(4)

                "resize" -> web(8)
            }
        }
    }

    fun machine(root: Path, lab: Path) = Machine(root, Dialer.lab(lab)).also {
        it.secrets["env,vault:PVE_TOKEN"] = "root@pam!lab=${Bed.TOKEN}"
        it.releasing = true
    }

    @JvmStatic
    fun main(arguments: Array<String>) {
        val (name, root, lab) = arguments
        machine(Path.of(root), Path.of(lab)).done(script(name, Path.of(lab)))
    }
}

/** The right to find out what came of a step, for who is alone with a lab. */
internal val ALONE: Exclusive = object : Exclusive { }
