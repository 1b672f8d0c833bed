package dev.slipway.proxmox

import dev.slipway.dsl.pool
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.role
import dev.slipway.dsl.secret
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty

/** How many calls a node bears at once. */
class LimitsSpec :
    FunSpec({
        test("calls to the cluster as a whole count for the node that answers at the endpoint") {
            Stage("9.1", "calls" to "3", "call" to "1").use { stage ->
                stage.machine().done {
                    proxmox {
                        endpoint = "https://10.0.3.11:8006"
                        token = secret("PVE_TOKEN")
                        ca = stage.bed.proxmox.text("ca")
                        node("trinity")
                        repeat(MANY) { i ->
                            pool("pool-$i")
                            role("role-$i") { allow("VM.Audit") }
                            vm("vm-$i") {
                                on("trinity")
                                id = 1030 + i
                                running = false
                            }
                        }
                    }
                }
                stage.bed.violations().shouldBeEmpty()
            }
        }
    }) {
    private companion object {
        const val MANY = 6
    }
}
