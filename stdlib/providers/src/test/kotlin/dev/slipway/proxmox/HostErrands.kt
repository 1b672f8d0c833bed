package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.VmBlock
import dev.slipway.dsl.firewall
import dev.slipway.dsl.ha
import dev.slipway.dsl.proxmox
import dev.slipway.local.Machine
import java.nio.file.Path

/** What a process of its own does on a real host, until it is killed: a template, copies, firewalls and HA. */
internal object HostErrands {
    const val NAME = "slipway-test-killed"
    val NAMES = listOf("golden", "0", "1", "linked", "whole", "any").map { "$NAME-$it" }

    fun script(ground: Ground): () -> Unit = {
        proxmox {
            ground.reach(this)
            firewall {
                enabled = false
                alias("slipway-test-gw", "192.0.2.1")
                group("slipway-test-web") {
                    allow("https")
                    allow { port = "8080" }
                }
            }
            fun machine(name: String, place: Int?, more: VmBlock.() -> Unit) = vm("$NAME-$name") {
                on(ground.node)
                place?.let { id = ground.first + it }
                memory = 1.GiB
                disk("root") {
                    size = 1.GiB
                    storage = ground.storage
                }
                nic {
                    bridge = ground.bridge
                    firewall = true
                }
                more()
            }

            val golden = machine("golden", 0) { template = true }
            for (i in 0..1) {
                machine("$i", 1 + i) {
                    firewall {
                        use("slipway-test-web")
                        deny { port = "99" }
                    }
                    if (i == 0) ha()
                }
            }
            machine("linked", 3) {
                cloneOf(golden, linked = true)
                ha()
            }
            machine("whole", 4) { cloneOf(golden) }
            machine("any", null) {
                cloneOf(golden)
                running = false
            }
        }
    }

    fun machine(ground: HostGround, root: Path): Machine = ground.machine(root)

    @JvmStatic
    fun main(arguments: Array<String>) {
        val (root, start, place) = arguments
        val ground = named(start.toInt(), place)
        println("begins")
        machine(ground, Path.of(root)).done(script(ground))
    }
}
