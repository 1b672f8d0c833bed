package dev.slipway.proxmox

import dev.slipway.lab.Fault
import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.model.TaskKey
import dev.slipway.model.Value
import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Operation
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.serialization.json.JsonObject
import java.util.concurrent.CompletionStage
import java.util.function.Supplier
import kotlin.random.Random

/** Firewalls in both versions: rules in their order, ours among those of others, and never a state that nobody wants. */
class FirewallSpec :
    FunSpec({
        fun allow(port: Int) =
            mapOf("type" to "in", "action" to "ACCEPT", "proto" to "tcp", "dport" to "$port", "enable" to true)
        val deny = mapOf("type" to "in", "action" to "DROP", "enable" to true)

        fun Bed.firewall(vararg rules: Map<String, Any>, on: Boolean = true) = Fields.of(
            "proxmox",
            proxmox,
            "rules",
            rules.toList(),
            "options",
            mapOf("enable" to on, "policy_in" to "DROP"),
        )

        fun Bed.group(vararg rules: Map<String, Any>) =
            Fields.of("proxmox", proxmox, "name", "web", "rules", rules.toList())

        fun of(inputs: Fields, seen: ObservedObject) =
            ObjectRef(TaskKey("proxmox.firewall", "home"), seen.id(), inputs, seen.fields())

        fun Bed.rows(path: String = "/cluster/firewall/rules"): List<JsonObject> =
            clusters.work(Fields.of("proxmox", proxmox), errand) { get("", path).rows() }.now()

        fun List<JsonObject>.short() = map { it.text("dport").ifEmpty { it.text("action") } }

        fun Bed.behind(deed: suspend Api.() -> Unit) =
            clusters.work(Fields.of("proxmox", proxmox), errand) { deed() }.now()

        for (version in listOf("8.4", "9.1")) {
            test("$version: a group is filled in its order, changed, put back, and removed") {
                Bed(version).use { bed ->
                    val groups = FirewallSetResource.groups(bed.clusters)
                    val before = bed.group(allow(443), allow(80), deny)
                    val made = groups.create(before, bed.errand).now()
                    made.actual(before) shouldBe before
                    bed.rows("/cluster/firewall/groups/web").short() shouldContainExactly listOf("443", "80", "DROP")
                    val after = bed.group(allow(443), allow(8443), allow(80), deny)
                    val changed = groups.update(of(before, made), after, bed.errand).now()
                    changed.actual(after) shouldBe after
                    val asked = bed.asked().size
                    groups.update(of(after, changed), after, bed.errand).now()
                    bed.asked().drop(asked).filterNot { it.startsWith("GET") }.shouldBeEmpty()
                    bed.behind { put("", "/cluster/firewall/groups/web/3", FormParameters.of("moveto" to 0)) }
                    groups.read(of(after, changed), bed.errand).now().get().actual(after) shouldBe
                        bed.group(deny, allow(443), allow(8443), allow(80))
                    groups.update(of(after, changed), after, bed.errand).now().actual(after) shouldBe after
                    groups.delete(of(after, changed), bed.errand).now()
                    groups.delete(of(after, changed), bed.errand).now()
                    groups.read(of(after, changed), bed.errand).now().isPresent shouldBe false
                    bed.violations().shouldBeEmpty()
                }
            }

            test("$version: the rules of others stay as they are, and what they put above ours is seen and passed") {
                Bed(version).use { bed ->
                    val walls = Firewalls.cluster(bed.clusters)
                    bed.behind {
                        post(
                            "",
                            "/cluster/firewall/rules",
                            FormParameters.of(mapOf("type" to "out", "action" to "DROP")),
                        )
                    }
                    val inputs = bed.firewall(allow(22), allow(8006))
                    val made = walls.create(inputs, bed.errand).now()
                    made.actual(inputs) shouldBe inputs
                    bed.rows().short() shouldContainExactly listOf("22", "8006", "DROP")
                    bed.behind {
                        post(
                            "",
                            "/cluster/firewall/rules",
                            FormParameters.of(mapOf("type" to "in", "action" to "REJECT")),
                        )
                    }
                    val seen = walls.read(of(inputs, made), bed.errand).now().get()
                    (seen.fields().get("rules") as ListValue).values().size shouldBe 3
                    walls.update(of(inputs, made), inputs, bed.errand).now().actual(inputs) shouldBe inputs
                    bed.rows().short() shouldContainExactly listOf("22", "8006", "REJECT", "DROP")
                    walls.delete(of(inputs, made), bed.errand).now()
                    bed.rows().short() shouldContainExactly listOf("REJECT", "DROP")
                    bed.violations().shouldBeEmpty()
                }
            }
        }

        test("whoever is stopped half-way finds what there is, and brings it to the end") {
            Bed("9.1").use { bed ->
                val walls = Firewalls.cluster(bed.clusters)
                val inputs = bed.firewall(allow(22), allow(8006), deny)
                bed.lab.fault(Fault("proxy-timeout", "home", "after", 1))
                shouldThrow<Failure.InDoubt> { walls.create(inputs, bed.errand).now() }
                val nobody = ObjectRef(TaskKey("proxmox.firewall", "home"), "", inputs, Fields.NONE)
                val doubt = InterruptedOperation(nobody, Operation.CREATE, "", bed.errand.idempotencyKey(), ALONE)
                val half = walls.recover(doubt, bed.errand).now().get()
                (half.fields().get("rules") as ListValue).values().size shouldBe 1
                walls.update(of(inputs, half), inputs, bed.errand).now().actual(inputs) shouldBe inputs
                bed.rows().short() shouldContainExactly listOf("22", "8006", "DROP")
            }
        }

        test("at every moment each packet is decided as before or as it will be") {
            Bed("9.1").use { bed ->
                val groups = FirewallSetResource.groups(bed.clusters)
                val path = "/cluster/firewall/groups/web"
                val random = Random(7)
                val first = listOf(listOf(allow(2)), listOf(allow(1), deny))
                var now = bed.group()
                val made = groups.create(now, bed.errand).now()
                repeat(12) { round ->
                    val rules = listOf(allow(1), allow(2), deny, deny + ("proto" to "tcp") + ("dport" to "2"))
                    val drawn = rules.shuffled(random).take(random.nextInt(0, 4))
                    val next = bed.group(*first.getOrElse(round) { drawn }.toTypedArray())
                    val states = mutableListOf(bed.rows(path))
                    val watching = Watching(bed.errand) { states += bed.rows(path) }
                    groups.update(of(now, made), next, watching).now()
                    for (port in listOf("1", "2", "3")) {
                        val allowed = setOf(verdict(states.first(), port), verdict(states.last(), port))
                        states.forEach { state -> allowed shouldContain verdict(state, port) }
                    }
                    now = next
                }
            }
        }
    })

/** What the first rule says that is in force and fits. */
private fun verdict(rows: List<JsonObject>, port: String) = rows
    .firstOrNull { it.whole("enable") == 1L && it.text("dport").ifEmpty { port } == port }
    .text("action")

/** Sees what is there after each single request. */
private class Watching(private val errand: CallContext, private val after: () -> Unit) : CallContext by errand {
    override fun <T : Any> call(pool: String, call: Supplier<out CompletionStage<T>>): CompletionStage<T> =
        errand.call(pool, call).thenApply {
            after()
            it
        }
}
