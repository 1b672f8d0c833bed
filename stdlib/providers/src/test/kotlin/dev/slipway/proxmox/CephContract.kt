package dev.slipway.proxmox

import dev.slipway.dsl.ceph
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.seconds
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe

/** What holds for every Ceph of Proxmox VE that is there already; it is neither formed nor torn down. */
abstract class CephContract internal constructor(private val open: () -> Ground) :
    FunSpec({
        val name = HostGround.PREFIX + "pool"

        fun Ground.script(copies: Int): () -> Unit = {
            val monitors = behind { get(node, "/nodes/$node/ceph/mon").rows().map { it.text("name") } }
            val wrong = behind { get(node, "/nodes/$node/ceph/status") }
                .let { (it as? kotlinx.serialization.json.JsonObject)?.get("health") }
                .let { (it as? kotlinx.serialization.json.JsonObject)?.get("checks") }.texts().keys
            proxmox {
                reach(this)
                ceph {
                    network = "10.0.3.0/24" // is written when Ceph is configured, and it is
                    monitors(*monitors.filter { it == node || it == other }.toTypedArray())
                    managers(*monitors.filter { it == node || it == other }.toTypedArray())
                    tolerate(*wrong.toTypedArray())
                    tolerate("PG_AVAILABILITY", "PG_DEGRADED", "POOL_NO_REDUNDANCY", "TOO_FEW_OSDS")
                    patience = 30.seconds
                    if (copies > 0) {
                        pool(name) {
                            size = copies
                            least = 1
                            groups = 8
                            scale = "off"
                        }
                    }
                }
            }
        }

        test("a pool comes up, is changed without touching its groups, and goes") {
            open().use { ground ->
                ground.demand(Demand.CEPH)
                val machine = ground.machine()
                fun groups() = ground.behind { get(ground.node, "/nodes/${ground.node}/ceph/pool") }.rows()
                    .first { it.text("pool_name") == name }.whole("pg_num")
                machine.done(ground.script(2))
                groups() shouldBe 8
                machine.plan(ground.script(2)).shouldBeEmpty()
                ground.behind { carried { put(ground.node, "/nodes/${ground.node}/ceph/pool/$name", GROUPS) } }
                machine.done(ground.script(3)).contains("proxmox.ceph.pool/$name") shouldBe true
                groups() shouldBe 16
                machine.done(ground.script(0))
                ground.behind { get(ground.node, "/nodes/${ground.node}/ceph/pool") }.rows()
                    .filter { it.text("pool_name") == name }.shouldBeEmpty()
                ground.violations().shouldBeEmpty()
            }
        }
    }) {
    private companion object {
        val GROUPS = FormParameters.of("pg_num" to 16)
    }
}

/** A lab in which Ceph has a monitor. */
private fun lab(version: String): Ground = LabGround(version).also { ground ->
    ground.behind {
        post("trinity", "/nodes/trinity/ceph/init", FormParameters.of("network" to "10.0.3.0/24"))
        carried { post("trinity", "/nodes/trinity/ceph/mon/trinity") }
    }
}

class Ceph84Spec : CephContract({ lab("8.4") })

class Ceph91Spec : CephContract({ lab("9.1") })
