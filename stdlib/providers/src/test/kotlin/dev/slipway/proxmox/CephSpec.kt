package dev.slipway.proxmox

import dev.slipway.dsl.CephBlock
import dev.slipway.dsl.GiB
import dev.slipway.dsl.ceph
import dev.slipway.dsl.seconds
import dev.slipway.dsl.secret
import dev.slipway.dsl.storage
import dev.slipway.lab.Fault
import dev.slipway.model.Fields
import dev.slipway.plan.Action
import dev.slipway.provide.Failure
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Ceph from nothing to guests on it, in both versions of Proxmox VE. */
class CephSpec :
    FunSpec({
        val nodes = arrayOf("trinity", "neo", "niobe")

        fun bed(version: String, vararg more: Pair<String, String>) =
            Bed(version, more = arrayOf("disks" to "500,500", *more))

        fun Bed.ceph(copies: Int = 3, number: Int = 32, more: CephBlock.() -> Unit = {}): () -> Unit = script {
            root = secret("PVE_ROOT")
            vm("web") {
                on("trinity")
                id = 1030
                memory = 1.GiB
                disk("root") {
                    size = 4.GiB
                    storage = "ceph-vm"
                }
                nic { bridge = "vmbr0" }
            }
            storage("ceph-vm") {
                rbd("vm")
                content("images")
            }
            ceph {
                network = "10.0.3.0/24"
                monitors(*nodes)
                nodes.forEach { osd(it, "/dev/sdb") }
                pool("vm") {
                    size = copies
                    groups = number
                }
                fs("files")
                more()
            }
        }

        for (version in listOf("8.4", "9.1")) {
            test("$version: it is made, is well before a guest uses it, and a second run changes nothing") {
                bed(version).use { bed ->
                    val machine = bed.machine()
                    machine.done(bed.ceph()).size shouldBe 17
                    val asked = bed.asked()
                    val guest = asked.indexOf("POST /nodes/trinity/qemu")
                    guest shouldBeGreaterThan asked.indexOf("POST /storage")
                    asked.indexOf("POST /storage") shouldBeGreaterThan asked.indexOf("GET /nodes/trinity/ceph/status")
                    bed.behind { get("", "/cluster/ceph/status") }.let { "$it" } shouldContain "HEALTH_OK"
                    machine.plan(bed.ceph()).shouldBeEmpty()
                    machine.done(bed.ceph()).shouldBeEmpty()

                    bed.behind {
                        put("", "/nodes/neo/ceph/pool/vm", FormParameters.of("size" to 2)).also { done(it) }
                    }
                    machine.plan(bed.ceph()) shouldBe
                        mapOf("proxmox.ceph.pool/vm" to Action.UPDATE, "proxmox.ceph.health/ceph" to Action.READ)
                    machine.done(bed.ceph()) shouldBe setOf("proxmox.ceph.health/ceph", "proxmox.ceph.pool/vm")
                    machine.done(bed.ceph(copies = 2)) shouldBe
                        setOf("proxmox.ceph.health/ceph", "proxmox.ceph.pool/vm")

                    machine.done(bed.script())
                    bed.behind { get("", "/nodes/neo/ceph/pool") }.rows().map { it.text("pool_name") } shouldBe
                        listOf("files_data", "files_metadata")
                    machine.said().count { "leaves /dev/sdb" in it } shouldBe 3
                    bed.violations().shouldBeEmpty()
                }
            }

            test("$version: a disk that holds something, or is not there, is refused") {
                bed(version).use { bed ->
                    bed.machine().problems(bed.ceph { osd("trinity", "/dev/sda") }) shouldContain
                        "the disk /dev/sda of trinity holds something already: LVM"
                    bed.machine().problems(bed.ceph { osd("trinity", "/dev/sdx") }) shouldContain
                        "trinity has no disk /dev/sdx; it has /dev/sda, /dev/sdb, /dev/sdc"
                    bed.asked().count { it == "POST /nodes/trinity/qemu" } shouldBe 0
                    bed.violations().shouldBeEmpty()
                }
            }
        }

        test("who has no Ceph installed is told what to say") {
            bed("9.1", "ceph" to "no").use { bed ->
                bed.machine().problems(bed.ceph()).let {
                    it shouldContain "the programs of Ceph are not installed on trinity"
                    it shouldContain "pveceph install"
                }
            }
        }

        test("a pool keeps the number of groups that Ceph has given it, until another one is declared") {
            bed("9.1").use { bed ->
                fun groups() = bed.behind { get("", "/nodes/neo/ceph/pool") }.rows()
                    .first { it.text("pool_name") == "vm" }.whole("pg_num")
                val machine = bed.machine()
                machine.done(bed.ceph())
                bed.behind { done(put("", "/nodes/neo/ceph/pool/vm", FormParameters.of("pg_num" to 256))) }
                machine.plan(bed.ceph())["proxmox.ceph.pool/vm"] shouldBe null
                machine.done(bed.ceph(copies = 2)) shouldBe setOf("proxmox.ceph.health/ceph", "proxmox.ceph.pool/vm")
                groups() shouldBe 256
                machine.done(bed.ceph(copies = 2, number = 64))
                groups() shouldBe 64
                bed.violations().shouldBeEmpty()
            }
        }

        test("a pool with data on it is not removed, also when its storage is gone before it") {
            bed("9.1").use { bed ->
                val machine = bed.machine()
                machine.done(bed.ceph())
                bed.behind {
                    carried { post("", "/nodes/neo/qemu", FormParameters.of("vmid" to 2000, "scsi0" to "ceph-vm:8")) }
                }
                machine.problems(bed.script()) shouldContain "the pool 'vm' of Ceph holds 8192 MiB of data"
                bed.behind { get("", "/storage").rows() }.map { it.text("storage") }.contains("ceph-vm") shouldBe false
                val left = bed.behind { get("", "/nodes/neo/ceph/pool") }.rows().map { it.text("pool_name") }
                left.contains("vm") shouldBe true
            }
        }

        test("Ceph that does not answer is not taken for one that is gone, and the gate waits for it") {
            bed("9.1").use { bed ->
                val machine = bed.machine()
                machine.done(bed.ceph())
                val before = bed.asked().size
                bed.lab.fault(Fault("ceph-timeout", "home", "", 0))
                machine.problems(bed.ceph(copies = 2)) shouldContain "got timeout"
                bed.asked().drop(before).filterNot { it.startsWith("GET") || "ticket" in it }.shouldBeEmpty()
                bed.lab.faults().clear("*", "*")
                machine.plan(bed.ceph()).shouldBeEmpty()

                val gate = CephHealth(bed.clusters)
                val inputs = Fields.of("proxmox", bed.proxmox, "node", "neo", "patience", 5_000)
                bed.lab.fault(Fault("ceph-timeout", "home", "", 3))
                gate.probe(inputs, bed.errand).now() shouldBe Fields.of("well", true)
                bed.lab.fault(Fault("ceph-timeout", "home", "", 0))
                shouldThrow<Failure.Rejected> { gate.probe(inputs, bed.errand).now() }.message shouldContain
                    "it does not answer"
            }
        }

        test("a complaint that somebody has muted is no reason to stop") {
            bed("9.1", "cephmuted" to "TOO_FEW_OSDS").use { bed ->
                bed.machine().done(
                    bed.script {
                        root = secret("PVE_ROOT")
                        ceph {
                            network = "10.0.3.0/24"
                            monitors("trinity")
                            osd("trinity", "/dev/sdb")
                            patience = 2.seconds
                        }
                    },
                )
            }
        }

        test("what is wrong with it is told, and what is tolerated is no reason to stop") {
            bed("9.1").use { bed ->
                fun two(more: CephBlock.() -> Unit): () -> Unit = bed.script {
                    root = secret("PVE_ROOT")
                    ceph {
                        network = "10.0.3.0/24"
                        monitors("trinity")
                        osd("trinity", "/dev/sdb")
                        patience = 2.seconds
                        more()
                    }
                }
                bed.machine().problems(two { }) shouldContain "TOO_FEW_OSDS (OSD count 1 < osd_pool_default_size 3)"
                bed.machine().done(two { tolerate("TOO_FEW_OSDS") })
            }
        }

        test("lost answers are no harm: nothing is made twice") {
            bed("9.1").use { bed ->
                val machine = bed.machine()
                for (i in 1..3) {
                    bed.lab.fault(Fault("proxy-timeout", "home", "after", 2))
                    machine.up(bed.ceph())
                }
                machine.up(bed.ceph())
                machine.plan(bed.ceph()).shouldBeEmpty()
                for (node in nodes) {
                    bed.asked().count { it == "POST /nodes/$node/ceph/osd" } shouldBe 1
                }
            }
        }
    })
