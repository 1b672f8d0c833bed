package dev.slipway.proxmox

import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** What holds for all hosts that are in no cluster and become one; real ones stay in it, so they are named for it alone. */
abstract class FormationContract internal constructor(private val open: () -> Ground) :
    FunSpec({
        test("hosts form a cluster, stay in it when their lines go, and a second run changes nothing") {
            open().use { ground ->
                ground.demand(Demand.SINGLES)
                val machine = ground.machine()
                val script: () -> Unit = {
                    proxmox("slipway-test") {
                        ground.reached(this)
                        root = secret("PVE_ROOT")
                        cluster("slipway-test")
                        ground.singles.entries.forEachIndexed { i, (name, url) ->
                            if (i == 0) node(name) else node(name, url)
                        }
                    }
                }
                machine.done(script).size shouldBe ground.singles.size
                machine.plan(script).shouldBeEmpty()
                ground.behind { get("", "/cluster/config/nodes") }.rows().map { it.text("name") }.toSet() shouldBe
                    ground.singles.keys
                machine.done { proxmox("slipway-test") { ground.reached(this) } }
                ground.behind { get("", "/cluster/config/nodes") }.rows().size shouldBe ground.singles.size
                ground.violations().shouldBeEmpty()
            }
        }
    })

private fun lab(version: String) = LabGround(
    version,
    "cluster" to "no",
    singles = mapOf(
        "trinity" to "https://10.0.3.11:8006",
        "neo" to "https://10.0.3.12:8006",
        "niobe" to "https://10.0.3.13:8006",
    ),
)

class Formation84Spec : FormationContract({ lab("8.4") })

class Formation91Spec : FormationContract({ lab("9.1") })
