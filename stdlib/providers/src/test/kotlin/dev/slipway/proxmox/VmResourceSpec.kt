package dev.slipway.proxmox

import dev.slipway.lab.Fault
import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.model.Secret
import dev.slipway.model.Value
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.LookDepth
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Operation
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** Virtual machines in both versions of Proxmox VE. */
class VmResourceSpec :
    FunSpec({
        for (version in listOf("8.4", "9.1")) {
            test("$version: a guest is made, seen as declared, and removed with its disks shown") {
                Bed(version).use { bed ->
                    val inputs = bed.guest()
                    val made = bed.guests.create(inputs, bed.errand).now()
                    made.asDeclared(inputs) shouldBe inputs
                    val read = bed.guests.read(bed.subject(inputs, made), bed.errand).now().get()
                    read.fields() shouldBe made.fields()
                    bed.behind { cluster.rest(10_000) } // until the list has caught up
                    bed.guests.listing(bed.subject(inputs, made)).get().let { listing ->
                        val listed = bed.guests.list(listing, bed.errand).now()
                        listed["1030"] shouldBe made.tokens()[LookDepth.COLLECTION]
                    }
                    bed.guests.delete(bed.subject(inputs, made), bed.errand).now()
                    bed.errand.said.single() shouldContain "ceph-vm-disks:vm-1030-disk-0"
                    bed.guests.delete(bed.subject(inputs, made), bed.errand).now()
                    bed.guests.read(bed.subject(inputs, made), bed.errand).now().isPresent shouldBe false
                    bed.violations().shouldBeEmpty()
                }
            }

            test(
                "$version: it is changed in place: grown, tagged, moved, given another disk and rebooted if it may be",
            ) {
                Bed(version).use { bed ->
                    val before = bed.guest()
                    val made = bed.guests.create(before, bed.errand).now()
                    val disks = mapOf(
                        "data" to mapOf("storage" to "ceph-vm-disks", "size" to (4L shl 30)),
                        "root" to mapOf("storage" to "ceph-vm-disks", "size" to (16L shl 30)),
                    )
                    val after = bed.guest(
                        "cores" to 4,
                        "tags" to listOf("a", "b"),
                        "node" to "neo",
                        "disks" to disks,
                        "reboot" to true,
                    )
                    val changed = bed.guests.update(bed.subject(before, made), after, bed.errand).now()
                    changed.asDeclared(after) shouldBe after
                    changed.fields().text("uuid") shouldBe made.fields().text("uuid")
                    changed.fields().get("macs") shouldBe made.fields().get("macs")
                    bed.asked().count { "status/reboot" in it } shouldBe 1
                    val config = bed.asked().size
                    bed.guests.update(bed.subject(after, changed), after, bed.errand).now()
                    bed.asked().drop(config).filterNot { it.startsWith("GET") }.shouldBeEmpty()
                    bed.violations().shouldBeEmpty()
                }
            }

            test("$version: what waits for a start is said, and nothing is rebooted without leave") {
                Bed(version).use { bed ->
                    val made = bed.guests.create(bed.guest(), bed.errand).now()
                    val after = bed.guest("cores" to 4)
                    bed.guests.update(
                        bed.subject(bed.guest(), made),
                        after,
                        bed.errand,
                    ).now().asDeclared(after) shouldBe
                        after
                    bed.errand.said.single() shouldContain "cores take effect when it starts the next time"
                    bed.asked().count { "reboot" in it } shouldBe 0
                }
            }

            test("$version: a disk that is no longer declared keeps its volume, and none is made smaller") {
                Bed(version).use { bed ->
                    val made = bed.guests.create(bed.guest("running" to false), bed.errand).now()
                    val small = bed.guest(
                        "running" to false,
                        "disks" to mapOf("root" to mapOf("storage" to "ceph-vm-disks", "size" to (4L shl 30))),
                    )
                    shouldThrow<Failure.Rejected> {
                        bed.guests.update(bed.subject(bed.guest(), made), small, bed.errand).now()
                    }.message shouldContain "none is ever made smaller"
                    val none = bed.guest("running" to false, "disks" to mapOf<String, Any>())
                    bed.guests.update(bed.subject(bed.guest(), made), none, bed.errand).now()
                    val config = bed.guests.read(bed.subject(none, made), bed.errand).now().get()
                    config.fields().get("disks") shouldBe Fields.NONE
                    bed.violations().shouldBeEmpty()
                }
            }
        }

        test("the machine of somebody else under the same number is never touched") {
            Bed("9.1").use { bed ->
                val theirs = bed.guests.create(bed.guest("name" to "theirs"), bed.errand).now()
                val before = bed.guests.read(bed.subject(bed.guest(), theirs), bed.errand).now().get()
                bed.errand.intent = "another"
                shouldThrow<Failure.Rejected> { bed.guests.create(bed.guest(), bed.errand).now() }
                    .message shouldBe "the number 1030 is taken by 'theirs' on trinity, which is not 'web'"
                val mistaken = dev.slipway.provide.ObservedObject(
                    "1030",
                    theirs.fields().with("uuid", Value.of("other")),
                )
                shouldThrow<Failure.Conflict> {
                    bed.guests.update(bed.subject(bed.guest(), mistaken), bed.guest("cores" to 8), bed.errand).now()
                }
                bed.guests.delete(bed.subject(bed.guest(), mistaken), bed.errand).now()
                bed.guests.read(bed.subject(bed.guest(), theirs), bed.errand).now().get() shouldBe before
            }
        }

        test("numbers are handed out once, however many ask") {
            Bed("9.1").use { bed ->
                val inputs = bed.guest("running" to false).let { all ->
                    Fields(all.entries().filter { it.key != "id" }.associate { it.key to it.value })
                }
                val made = (1..8).map { i ->
                    val errand = dev.slipway.ssh.Errand().apply {
                        secrets.putAll(bed.errand.secrets)
                        intent = "i$i"
                    }
                    bed.guests.create(inputs, errand)
                }.map { it.now().id() }
                made.toSet().size shouldBe 8
            }
        }

        test("what was begun is awaited and not begun again, and what was lost is found by its intent") {
            Bed("9.1", more = arrayOf("qmcreate" to "60")).use { bed ->
                val inputs = bed.guest("running" to false)
                bed.lab.fault(Fault("proxy-timeout", "home", "after", 1))
                bed.guests.create(inputs, bed.errand).now().asDeclared(inputs) shouldBe inputs
                val doubt =
                    InterruptedOperation(bed.subject(inputs), Operation.CREATE, "", bed.errand.idempotencyKey(), ALONE)
                val found = bed.guests.recover(doubt, bed.errand).now().get()
                found.asDeclared(inputs) shouldBe inputs
                bed.guests.create(inputs, bed.errand).now().id() shouldBe "1030"
                bed.asked().count { it.startsWith("POST") && it.endsWith("/qemu") } shouldBe 1
            }
        }

        test("what was lost is found also when nobody had given it a number yet") {
            Bed("9.1", more = arrayOf("qmcreate" to "60")).use { bed ->
                val all = bed.guest("running" to false)
                val inputs = Fields(all.entries().filter { it.key != "id" }.associate { it.key to it.value })
                bed.lab.fault(Fault("proxy-timeout", "home", "after", 1))
                bed.guests.create(inputs, bed.errand).now().asDeclared(inputs) shouldBe inputs
                val doubt =
                    InterruptedOperation(bed.subject(inputs), Operation.CREATE, "", bed.errand.idempotencyKey(), ALONE)
                bed.guests.recover(doubt, bed.errand).now().get().asDeclared(inputs) shouldBe inputs
                bed.asked().count { it.startsWith("POST") && it.endsWith("/qemu") } shouldBe 1
            }
        }
    })

/** The declared inputs as they were seen, without the addresses of cards that nobody declared. */
private fun ObservedObject.asDeclared(declared: Fields): Fields {
    val seen = actual(declared)
    val nics = (seen.get("nics") as ListValue).values().map { nic ->
        Fields((nic as Fields).entries().filter { it.key != "mac" }.associate { it.key to it.value })
    }
    return seen.with("nics", ListValue(nics))
}
