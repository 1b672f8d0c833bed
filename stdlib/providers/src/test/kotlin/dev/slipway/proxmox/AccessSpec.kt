package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.RoleBlock
import dev.slipway.dsl.grant
import dev.slipway.dsl.output
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.role
import dev.slipway.dsl.token
import dev.slipway.dsl.user
import dev.slipway.lab.Fault
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.model.TaskKey
import dev.slipway.plan.Action
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.Operation
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

/** Users, roles, tokens and grants in both versions. */
class AccessSpec :
    FunSpec({
        fun script(ground: Stage, more: ProxmoxBlock.() -> Unit = {}, allowed: RoleBlock.() -> Unit = {}): () -> Unit =
            {
                proxmox {
                    ground.reach(this)
                    role("slipway") {
                        leastPrivilege()
                        allowed()
                    }
                    user("slipway@pve") { comment = "brings up machines" }
                    val ci = token("slipway@pve", "ci") { comment = "the build" }
                    grant(
                        "slipway",
                        to = "slipway@pve",
                        on = listOf("/vms", "/storage/ceph-vm-disks", "/sdn/zones/localnetwork"),
                    )
                    more()
                    output("ci") { ci.value }
                }
            }

        for (version in listOf("8.4", "9.1")) {
            test("$version: they come up, cost little to look at, are changed, put back and removed") {
                Stage(version).use { ground ->
                    val machine = ground.machine()
                    machine.done(script(ground)).size shouldBe 6
                    val before = ground.requests
                    machine.plan(script(ground)).shouldBeEmpty()
                    ground.requests - before shouldBeLessThanOrEqual 4
                    val more =
                        script(ground, {
                            grant("PVEAuditor", to = "slipway@pve!ci", on = listOf("/"), below = false)
                        }) {
                            allow("VM.Snapshot")
                        }
                    machine.done(more).size shouldBe 2
                    machine.plan(more).shouldBeEmpty()
                    ground.behind { put("", "/access/users/slipway@pve", FormParameters.of("enable" to false)) }
                    ground.behind { put("", "/access/roles/slipway", FormParameters.of("privs" to "VM.Audit")) }
                    machine.plan(more) shouldBe
                        mapOf("proxmox.user/slipway@pve" to Action.UPDATE, "proxmox.role/slipway" to Action.UPDATE)
                    machine.done(more)
                    machine.done { proxmox { ground.reach(this) } }.size shouldBe 7
                    ground.bed.violations().shouldBeEmpty()
                }
            }

            test("$version: the token opens the door, and is written nowhere") {
                Bed(version).use { bed ->
                    val inputs = bed.token()
                    CollectionResource.users(bed.clusters).create(bed.user(), bed.errand).now()
                    val made = Tokens(bed.clusters).create(inputs, bed.errand).now()
                    made.actual(inputs) shouldBe inputs
                    val secret = made.fields().get("value") as Secret
                    val whole = bed.errand.reveal(secret)
                    whole shouldContain "slipway@pve!ci="
                    bed.errand.secrets["env:OTHER"] = whole
                    val other = bed.proxmox.with("token", Secret.of("env:OTHER"))
                    bed.clusters.work(Fields.of("proxmox", other), bed.errand) { version() }.now() shouldBe
                        version.substringBefore(".").toInt()
                    made.fields().toString() shouldNotContain whole.substringAfter("=")
                    val subject = ObjectRef(TaskKey("proxmox.token", "t"), made.id(), inputs, made.fields())
                    Tokens(bed.clusters).read(subject, bed.errand).now().get() shouldBe made
                    bed.violations().shouldBeEmpty()
                }
            }
        }

        test("a token whose answer got lost is made again, and the one of somebody else is left alone") {
            Bed("9.1").use { bed ->
                val tokens = Tokens(bed.clusters)
                CollectionResource.users(bed.clusters).create(bed.user(), bed.errand).now()
                bed.lab.fault(Fault("proxy-timeout", "home", "after", 1))
                shouldThrow<Failure.InDoubt> { tokens.create(bed.token(), bed.errand).now() }
                val nobody = ObjectRef(TaskKey("proxmox.token", "t"), "", bed.token(), Fields.NONE)
                val theirs = InterruptedOperation(nobody, Operation.CREATE, "", "somebody else", ALONE)
                tokens.recover(theirs, bed.errand).now().isPresent shouldBe false
                tokens.read(nobody, bed.errand).now().isPresent shouldBe true
                tokens.recover(
                    InterruptedOperation(nobody, Operation.CREATE, "", bed.errand.idempotencyKey(), ALONE),
                    bed.errand,
                ).now()
                tokens.read(nobody, bed.errand).now().isPresent shouldBe false
                tokens.create(bed.token(), bed.errand).now().fields().get("value") shouldNotBe null
            }
        }

        test("a role that allows nothing, users without a realm and paths that are none are refused") {
            Stage("9.1").use { ground ->
                val problems = ground.machine().problems {
                    proxmox {
                        ground.reach(this)
                        role("none at all") {}
                        role("odd") { allow("everything") }
                        user("anna")
                        token("anna@pve", "1")
                        grant("odd", to = "anna@pve", on = listOf("vms/"))
                    }
                }
                listOf(
                    "no privilege in proxmox.role/none at all",
                    "the name 'none at all'",
                    "the privilege 'everything'",
                    "the user 'anna'",
                    "the token name '1'",
                    "the path 'vms/'",
                ).forEach { problems shouldContain it }
            }
        }
    })

private fun Bed.user() = Fields.of("proxmox", proxmox, "name", "slipway@pve", "enabled", true, "expires", 0)

private fun Bed.token() = Fields.of(
    "proxmox", proxmox, "user", "slipway@pve", "name", "ci", "separated", false, "expires", 0, "comment", "the build",
)
