package dev.slipway.proxmox

import dev.slipway.dsl.Host
import dev.slipway.dsl.ceph
import dev.slipway.dsl.host
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.lab.Placement
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Ceph on hosts that do not have its programs yet. */
class CephInstallSpec :
    FunSpec({
        fun Bed.place(pve: String) = lab.place(
            Placement(
                "ssh",
                "trinity",
                mapOf("address" to "10.0.3.11:22", "user" to "root", "password" to "opensesame", "pve" to pve),
            ),
        )

        fun Bed.ceph(which: String): () -> Unit = {
            val trinity: Host = host("trinity") {
                address = "10.0.3.11"
                user = "root"
                password = secret("SSH")
            }
            proxmox("home") {
                endpoint = "https://10.0.3.11:8006"
                token = secret("PVE_TOKEN")
                root = secret("PVE_ROOT")
                ca = this@ceph.proxmox.text("ca")
                node("trinity")
                ceph {
                    network = "10.0.3.0/24"
                    release = which
                    install(trinity)
                    monitors("trinity")
                    osd("trinity", "/dev/sdb")
                    tolerate("TOO_FEW_OSDS", "POOL_NO_REDUNDANCY")
                }
            }
        }

        test("they are installed over SSH before anything else is done, once") {
            Bed("9.1", more = arrayOf("disks" to "500")).use { bed ->
                bed.place(pve = "yes")
                val machine = bed.machine().also { it.secrets["env,vault:SSH"] = "opensesame" }
                machine.done(bed.ceph("squid")) shouldContainAll
                    listOf("host.run/trinity:ceph", "proxmox.ceph/ceph", "proxmox.ceph.daemon/mon trinity")
                val all = bed.lab.recorder().list()
                val over = all.indexOfLast { it.system() == "trinity" }
                (over in 0 until all.indexOfFirst { it.what() == "POST /nodes/trinity/ceph/init" }) shouldBe true
                machine.plan(bed.ceph("squid")).shouldBeEmpty()
                machine.done(bed.ceph("squid")).shouldBeEmpty()
            }
        }

        test("where that fails, it is told, and nothing of Ceph is begun") {
            Bed("9.1", more = arrayOf("disks" to "500")).use { bed ->
                bed.place(pve = "no")
                val machine = bed.machine().also { it.secrets["env,vault:SSH"] = "opensesame" }
                val said = machine.problems(bed.ceph("squid"))
                said shouldContain "line: host.run/trinity:ceph could not be created"
                said shouldContain "pveceph: not found"
                bed.asked().filter { it.startsWith("POST") && "ceph" in it }.shouldBeEmpty()
            }
        }
    })
