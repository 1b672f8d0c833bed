package dev.slipway.proxmox

import dev.slipway.dsl.GiB
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.ceph
import dev.slipway.dsl.firewall
import dev.slipway.dsl.ha
import dev.slipway.dsl.keepApart
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.dsl.storage
import dev.slipway.plan.Action
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.maps.shouldContain
import io.kotest.matchers.shouldBe

/** Three hosts as the installer leaves them become a cluster with Ceph, a firewall, five machines and HA, and stay so. */
class HomeSpec :
    FunSpec({
        val hosts = listOf("trinity", "neo", "niobe")

        fun ProxmoxBlock.machines(rules: Boolean) {
            firewall {
                management("10.0.3.0/24")
                allow("ceph") { from("10.0.3.0/24") }
                group("pages") { allow("https") { to("10.0.3.60") } }
            }
            for ((i, name) in listOf("worker-trinity", "worker-neo", "worker-niobe", "web", "database").withIndex()) {
                vm(name) {
                    on(hosts[i % 3])
                    id = 1030 + i
                    memory = 2.GiB
                    disk("root") { size = 8.GiB }
                    nic {
                        bridge = "vmbr1"
                        vlan = 3
                        firewall = true
                    }
                    if (i > 2) ha()
                }
            }
            if (rules) keepApart("web", "database") // version 8 knows no such rules
        }

        fun Bed.home(version: String): () -> Unit = {
            proxmox("home") {
                endpoint = "https://10.0.3.11:8006"
                token = secret("PVE_TOKEN")
                root = secret("PVE_ROOT")
                ca = this@home.proxmox.text("ca")
                cluster("home")
                hosts.forEachIndexed { i, host ->
                    node(host, "https://10.0.3.1${i + 1}:8006") {
                        bridge("vmbr1") {
                            ports("eno2")
                            vlanAware = true
                        }
                    }
                }
                storage { disks = "ceph-vm" }
                ceph {
                    network = "10.0.3.0/24"
                    monitors(*hosts.toTypedArray())
                    hosts.forEach { osd(it, "/dev/sdb") }
                    pool("vm")
                }
                storage("ceph-vm") {
                    rbd("vm")
                    content("images")
                }
                machines(rules = version == "9.1")
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: it comes up from nothing, stays, drifts, heals, and goes down clean") {
                val usual = arrayOf("cluster" to "no", "disks" to "500", "storages" to "local:dir:100")
                Bed(version, more = usual).use { bed ->
                    val machine = bed.machine()
                    machine.done(bed.home(version))
                    machine.plan(bed.home(version)).shouldBeEmpty()
                    bed.behind { cluster.rest(12_000) } // until the lists have caught up
                    machine.done(bed.home(version)).shouldBeEmpty()
                    val before = bed.asked().size
                    machine.done(bed.home(version)).shouldBeEmpty()
                    val again = bed.asked().drop(before)
                    again.groupingBy { it }.eachCount().filterValues { it > 1 }.shouldBeEmpty()
                    again.size shouldBeLessThanOrEqual REQUESTS
                    bed.behind { get("", "/cluster/resources", FormParameters.of("type" to "vm")) }.rows()
                        .map { it.text("name") to it.text("status") }.toSet() shouldBe
                        listOf("worker-trinity", "worker-neo", "worker-niobe", "web", "database").map {
                            it to "running"
                        }
                            .toSet()

                    bed.behind { put("", "/storage/ceph-vm", FormParameters.of("content" to "images,rootdir")) }
                    bed.behind {
                        put(
                            "",
                            "/nodes/neo/network/vmbr1",
                            FormParameters.of("type" to "bridge", "delete" to "bridge_vlan_aware"),
                        )
                        put("", "/nodes/neo/network").also { done(it) }
                    }
                    val drifted = machine.plan(bed.home(version))
                    drifted shouldContain ("proxmox.storage/ceph-vm" to Action.UPDATE)
                    drifted shouldContain ("proxmox.network/neo" to Action.UPDATE)
                    machine.done(bed.home(version))
                    machine.plan(bed.home(version)).shouldBeEmpty()

                    machine.done(bed.script())
                    bed.behind {
                        get("", "/cluster/resources", FormParameters.of("type" to "vm"))
                    }.rows().shouldBeEmpty()
                    bed.behind { get("", "/storage") }.rows().map { it.text("storage") } shouldBe listOf("local")
                    bed.behind { get("", "/nodes/neo/ceph/pool") }.rows().shouldBeEmpty()
                    for (host in hosts) {
                        bed.behind { get("", "/nodes/$host/network") }.rows().filter { it.text("type") != "eth" }
                            .map { it.text("iface") } shouldBe listOf("vmbr0")
                    }
                    machine.plan(bed.script()).shouldBeEmpty()
                    bed.violations().shouldBeEmpty()
                }
            }
        }
    }) {
    private companion object {
        /** What a second run asks: lists of the cluster once, and each node for what only it knows. */
        const val REQUESTS = 27
    }
}
