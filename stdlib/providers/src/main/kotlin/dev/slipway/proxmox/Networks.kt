package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.Hasher
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import dev.slipway.provide.CallContext
import dev.slipway.provide.Deadlines
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Resource
import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type
import java.util.Optional
import java.util.concurrent.CompletionStage

/** The network of a node: bridges, bonds and virtual networks, written down together and then loaded once. */
public class Networks(private val clusters: Clusters) : Resource {
    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = SHAPE

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) { Optional.ofNullable(seen(subject.inputs(), made(subject))) }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::networkNeeds) {
            guards(it, Guarded.NETWORK)
            listOf()
        }

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) { guarding(desired) { brought(desired, Fields.NONE, setOf()) } }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            guarding(desired) { brought(desired, declared(subject.inputs()), made(subject)) }
        }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            guarding(subject.inputs()) {
                changed(subject.inputs().text("node")) { there ->
                    removed(of(declared(subject.inputs())), there, made(subject)).associateWith { null }
                }
            }
        }.thenAccept { }

    /** What was written down and not loaded was ours, for nothing is begun while somebody else's waits. */
    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            val node = doubt.subject().inputs().text("node")
            Upid.of(doubt.handle())?.let { end(it) }
            if (answer(node, network(node)).beside("changes").isNotEmpty()) {
                ticket.say("drops what was written down of the network of $node and not loaded")
                delete(node, network(node))
            }
            Optional.ofNullable(
                seen(doubt.subject().inputs(), made(doubt.subject()))?.let { now ->
                    if (doubt.act() == Operation.UPDATE && isAsBefore(doubt.subject())) unseen(now) else now
                },
            )
        }

    /** What is to go is not declared: that nothing of it has happened is seen by all that is written there. */
    private suspend fun Api.isAsBefore(subject: ObjectRef): Boolean {
        val there = written(subject.inputs().text("node"))
        val was = subject.outputs().get(WRITTEN) as? Fields ?: Fields.NONE
        val new = declared(subject.inputs()).names() - was.names().toSet()
        return was.entries().all { (name, text) -> there[name]?.let { digest(it) } == text } && new.none { it in there }
    }

    private fun unseen(now: ObservedObject) = ObservedObject(
        now.id(),
        Fields(now.fields().entries().filter { it.key != "interfaces" }.associate { it.key to it.value }),
    )

    private suspend fun <T> Api.guarding(inputs: Fields, block: suspend () -> T): T =
        guarded(inputs, Guarded.NETWORK, inputs.text("node"), block)

    private suspend fun Api.brought(desired: Fields, before: Fields, known: Set<String>): ObservedObject {
        val wanted = of(declared(desired))
        val made = known.toMutableSet()
        changed(desired.text("node")) { there ->
            val gone = removed(of(before).filter { old -> wanted.none { it.name == old.name } }, there, known)
            gone.associateWith<String, Map<String, String>?> { null } + wanted.associate { one ->
                val old = before.get(one.name) as? Fields
                val now = there[one.name]
                if (now == null || Interface.isMarked(now)) {
                    made += one.name
                } else if (old == null && desired.get("adopt") != BoolValue.TRUE) {
                    theirs(one, now, desired)
                }
                one.name to one.form(now, old, one.name in made)
            }
        }
        return seen(desired, made) ?: error("what was just loaded is there")
    }

    /** An interface that is there already as it should be may be declared; one that is not is somebody else's. */
    private fun theirs(one: Interface, now: Map<String, String>, desired: Fields) {
        if (one.seen(now) != declared(desired).get(one.name)) {
            throw Failure.Rejected(
                "${desired.text("node")} has an interface ${one.name} already, which is not as declared",
                "say adopt = true in node(\"${desired.text("node")}\") to take it over, or choose another name",
            )
        }
    }

    private fun Api.removed(
        gone: List<Interface>,
        there: Map<String, Map<String, String>>,
        made: Set<String>,
    ): List<String> {
        val (ours, theirs) = gone.filter { it.name in there }
            .partition { it.name in made || Interface.isMarked(there.getValue(it.name)) }
        theirs.forEach { ticket.say("leaves the interface ${it.name}, which was there before") }
        return ours.map { it.name }
    }

    private suspend fun Api.seen(inputs: Fields, known: Set<String>): ObservedObject? {
        val node = inputs.text("node")
        val there = written(node)
        val found = of(declared(inputs)).filter { it.name in there }.sortedBy { it.name }
        val made = found.map { it.name }.filter { it in known || Interface.isMarked(there.getValue(it)) }
        val fields = mapOf(
            "node" to StringValue(node),
            "interfaces" to Fields(found.associate { it.name to it.seen(there.getValue(it.name)) }),
            MADE to Value.of(made),
            WRITTEN to Fields(found.associate { it.name to digest(there.getValue(it.name)) }),
        )
        return if (found.isEmpty()) null else ObservedObject(node, Fields(fields))
    }

    private fun digest(there: Map<String, String>) = StringValue(Hasher.of(Value.of(Interface.asWas(there))).toString())

    private fun made(subject: ObjectRef): Set<String> = subject.outputs().list(MADE).toSortedSet()

    private fun declared(inputs: Fields) = inputs.get("interfaces") as? Fields ?: Fields.NONE

    private companion object {
        /** Those of them that were not there before us. */
        const val MADE = "made"

        /** All that is written of each of them, as a digest. */
        const val WRITTEN = "written"
        val SHAPE: Schema = guardedShape(
            mapOf(
                "node" to Field.of(Type.TEXT).mandatory().replacing(),
                "interfaces" to Field.of(Type.FIELDS).mandatory(),
                "adopt" to Field.of(Type.TRUTH),
            ),
        ).lasting("node")

        fun of(declared: Fields): List<Interface> = declared.entries()
            .mapNotNull { (name, fields) -> (fields as? Fields)?.let { Interface(name, it) } }
    }
}
