package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.image
import dev.slipway.dsl.proxmox
import dev.slipway.lab.Fault
import dev.slipway.local.Sweeps
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.doubles.shouldBeLessThan
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import java.time.Duration

/** Many machines at once, on nodes that bear little, while things go wrong now and then. */
class CrowdSpec :
    FunSpec({
        val digest = "ab".repeat(32)
        val nodes = listOf("trinity", "neo", "niobe")

        /** What each thing takes, in seconds of the lab. */
        val paces = mapOf("download" to 20, "qmcreate" to 3, "import" to 15, "qmstart" to 3)

        fun ProxmoxBlock.crowd(ground: LabGround, size: Int) {
            ground.reach(this)
            node("niobe", "https://10.0.3.13:8006")
            val debian = image("debian") {
                url = "https://example.org/d.qcow2"
                sha256 = digest
                storage = "files"
            }
            repeat(size) { i ->
                vm("web-$i") {
                    on(nodes[i % nodes.size])
                    id = 2000 + i
                    memory = 1.GiB
                    disk("root") {
                        this.size = 4.GiB
                        storage = "ceph-vm-disks"
                        image = debian
                    }
                    nic { bridge = "vmbr0" }
                }
            }
        }

        /** How much longer than it must take it took, by the time of the lab. */
        fun taken(version: String, size: Int): Double = LabGround(
            version,
            "images" to "https://example.org/d.qcow2#2048#$digest",
            "storages" to "local:dir:100,ceph-vm-disks:rbd:4000,files:cephfs:100",
            "content.files" to "iso,import",
            "memory" to "4096",
            "calls" to "$CALLS",
            *paces.map { (what, seconds) -> what to "$seconds" }.toTypedArray(),
        ).use { ground ->
            val machine = ground.machine()
            val script: () -> Unit = { proxmox { crowd(ground, size) } }
            ground.fault(Fault("proxy-timeout", "home", "2%", 0))
            ground.fault(Fault("lock-timeout", "home", "2%", 0))
            val began = ground.now()
            machine.done(script).size shouldBe size + 1
            val took = Duration.between(began, ground.now())
            ground.clear()

            ground.violations().shouldBeEmpty()
            ground.guests().map { it.text("status") } shouldBe List(size) { "running" }
            ground.disks() shouldBe size
            ground.settle()
            val before = ground.requests()
            machine.done(script).shouldBeEmpty()
            (ground.requests() - before) shouldBeLessThanOrEqual 3

            val rounds = (size + nodes.size * COPIES - 1) / (nodes.size * COPIES)
            val each = paces.getValue("qmcreate") + paces.getValue("import")
            (took.toMillis() / 1000.0 / (paces.getValue("download") + rounds * each + paces.getValue("qmstart")))
        }

        for ((version, size, bound) in listOf(
            Triple("8.4", Sweeps.size(short = 12, long = 30), 1.6),
            Triple("9.1", Sweeps.size(short = 60, long = 200), 1.3),
        )) {
            test(
                "$version: $size machines come up while answers and locks are lost, little later than copies must take",
            ) {
                taken(version, size) shouldBeLessThan bound
            }
        }
    }) {
    private companion object {
        /** As many as a node copies at once. */
        const val COPIES = 2

        /** Three for each node, and three for what is asked of all of them. */
        const val CALLS = 12
    }
}
