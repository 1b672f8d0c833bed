package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import dev.slipway.provide.CallContext
import dev.slipway.provide.Containment.Fate
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Obstacle
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Resource
import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type
import java.util.Optional
import java.util.concurrent.CompletionStage

/** The firewall of the cluster, of a node or of a guest: its options, and those of its rules that have our mark. */
public class Firewalls private constructor(private val clusters: Clusters, private val place: FirewallPlace) :
    Resource {
    override fun shape(): Schema = guardedShape(
        mapOf(
            "options" to Field.of(Type.FIELDS).mandatory(),
            "rules" to Field.of(Type.ITEMS).mandatory(),
        ) + when (place) {
            FirewallPlace.CLUSTER -> mapOf(OwnAddress.MANAGEMENT to Field.of(Type.ITEMS))
            FirewallPlace.NODE -> mapOf("node" to Field.of(Type.TEXT).mandatory().replacing())
            FirewallPlace.GUEST -> mapOf("guest" to Field.of(Type.NUMBER).mandatory().replacing())
        },
    ).run {
        // qemu-server destroys it with its guest (PVE::API2::Qemu destroy_vm, PVE::Firewall::remove_vmfw_conf).
        if (place == FirewallPlace.GUEST) guarding("proxmox.vm", Fate.DELETED) else this
    }

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) {
            // Of a firewall nothing is ours before the first rule: it is always there, and nobody's.
            val at = if (subject.isNew) null else place.at(this, subject.inputs()) { lately() }
            Optional.ofNullable(at?.let { seen(it, subject.inputs(), subject.id()) })
        }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::firewallNeeds) { mine ->
            guard?.let { guards(mine, it) }
            if (place == FirewallPlace.CLUSTER) OwnAddress.obstacles(this, mine) else listOf()
        }

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val mark = markOf(ticket.idempotencyKey())
            chasing { guarding(desired) { brought(desired, mark, setOf(), isNew = true) } }
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val dropped = options(subject.inputs()).keys - options(desired).keys
            chasing { guarding(desired) { brought(desired, subject.id(), dropped) } }
        }

    /** First it is switched off, so that nobody is locked out by rules that are half gone. */
    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            place.at(this, subject.inputs())?.let { at ->
                guarding(subject.inputs()) {
                    set(at, subject.inputs(), mapOf(), options(subject.inputs()).keys)
                    RuleList(this, at.first, at.second + "/rules", subject.id()).close(0, 0)
                }
            }
        }.thenAccept { }

    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> {
        val was = doubt.subject()
        val id = was.id().ifEmpty { markOf(doubt.idempotencyKey()) }
        return read(ObjectRef(was.key(), id, was.inputs(), was.outputs()), ticket)
    }

    /** Between the old policy with the old rules and the new with the new there is nothing that neither would say. */
    private suspend fun Api.brought(
        desired: Fields,
        mark: String,
        dropped: Set<String>,
        isNew: Boolean = false,
    ): ObservedObject {
        val at = place.at(this, desired)
            ?: throw Failure.Conflict("the guest ${desired.text("guest")} is gone", "plan again")
        val rules = rules(desired).map { it.marked(mark) }
        val chain = RuleList(this, at.first, at.second + "/rules", mark)
        val kept = chain.open(rules)
        try {
            set(at, desired, options(desired), dropped)
        } catch (refused: Failure.Rejected) {
            // What is new must not stay in force above what nobody changed.
            if (isNew) chain.close(0, 0)
            throw refused
        }
        chain.close(rules.size, kept)
        if (place == FirewallPlace.GUEST) {
            guarding(at.first, desired.whole("guest", 0))
        }
        return seen(at, desired, mark)
    }

    private val guard = when (place) {
        FirewallPlace.CLUSTER -> Guarded.CLUSTER
        FirewallPlace.NODE -> Guarded.NODE
        FirewallPlace.GUEST -> null
    }

    private suspend fun <T> Api.guarding(inputs: Fields, block: suspend () -> T): T =
        if (guard == null || isFirewallOff()) block() else guarded(inputs, guard, inputs.text("node"), block)

    private suspend fun Api.set(
        at: Pair<String, String>,
        inputs: Fields,
        options: Map<String, String>,
        dropped: Set<String>,
    ) {
        val there = get(at.first, at.second + "/options")
        val set = options.filter { (name, value) -> there(name, there.text(name)) != value }
        val gone = dropped.filter { there.text(it).isNotEmpty() }
        if (set.isNotEmpty() || gone.isNotEmpty()) {
            val delete = if (gone.isEmpty()) mapOf() else mapOf("delete" to gone.joinToString(","))
            val path = at.second + "/options"
            val form = FormParameters.of(delete + ("digest" to there.text("digest")))
            if (place == FirewallPlace.CLUSTER && set["enable"] == "1") {
                tried(inputs, path, set, form)
            } else {
                put(at.first, path, form + set)
            }
        }
    }

    private suspend fun Api.seen(at: Pair<String, String>, declared: Fields, mark: String): ObservedObject {
        val there = get(at.first, at.second + "/options")
        val options = (declared.get("options") as Fields).entries().associate { (name, value) ->
            val now = there(name, there.text(name))
            // A firewall that is on for a trial only is not on.
            val isOn = if (name == "enable") now == "1" else now != "0"
            name to if (value is BoolValue) BoolValue.of(isOn) else StringValue(now)
        }
        val rules = RuleList(this, at.first, at.second + "/rules", mark).seen().map { it.seen() }
        return ObservedObject(
            mark,
            Fields(
                mapOf<String, Value>(
                    "options" to Fields(options),
                    "rules" to ListValue(rules),
                ),
            ),
        )
    }

    private fun there(name: String, text: String) = text.ifEmpty { place.usual[name].orEmpty() }

    private fun options(inputs: Fields): Map<String, String> =
        (inputs.get("options") as? Fields ?: Fields.NONE).entries().associate { (name, value) ->
            name to if (value is BoolValue) (if (value == BoolValue.TRUE) "1" else "0") else "$value"
        }

    public companion object {
        @JvmStatic
        public fun cluster(clusters: Clusters): Firewalls = Firewalls(clusters, FirewallPlace.CLUSTER)

        @JvmStatic
        public fun node(clusters: Clusters): Firewalls = Firewalls(clusters, FirewallPlace.NODE)

        @JvmStatic
        public fun guest(clusters: Clusters): Firewalls = Firewalls(clusters, FirewallPlace.GUEST)

        private fun markOf(intent: String) = VmOwnership.tag(VmOwnership.uuid(intent))
    }
}
