package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.CallContext
import dev.slipway.provide.Deadlines
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

/** Hosts in clusters. One that is in stays in when its line is gone: only somebody who turns it off first can take it out. */
public class ClusterNodeResource(private val clusters: Clusters) : Resource {
    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = SHAPE

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) {
            Optional.ofNullable(subject.inputs().takeIf { isMember(it, ticket) }?.let(::seen))
        }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::rootNeeds)

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val joining = ClusterJoin(clusters, desired, ticket)
            if (!isMember(desired, ticket)) {
                val task = if (joining.isIn()) "" else joining.begin(first(desired.text("cluster")))
                with(joining) { end(task) }?.let { why ->
                    throw Failure.Rejected(
                        "${desired.text("node")} could not join '${desired.text("cluster")}': $why",
                        "correct the cause, and run again",
                    )
                }
            }
            seen(desired)
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        create(desired, ticket)

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val node = subject.inputs().text("node")
            ticket.say(
                "leaves $node in its cluster; to take it out, turn it off and say 'pvecm delnode $node' elsewhere",
            )
        }.thenAccept { }

    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            val inputs = doubt.subject().inputs()
            if (doubt.handle().isNotEmpty()) {
                with(ClusterJoin(clusters, inputs, ticket)) { end(doubt.handle()) }
            }
            Optional.ofNullable(inputs.takeIf { isMember(it, ticket) }?.let(::seen))
        }

    private suspend fun Api.isMember(inputs: Fields, ticket: CallContext) =
        with(ClusterJoin(clusters, inputs, ticket)) { isMember() }

    /** What the first node says of itself to those who join it. */
    private suspend fun Api.first(cluster: String) = get("", "/cluster/config/join").let { info ->
        val preferred = info.text("preferred_node")
        (info as? kotlinx.serialization.json.JsonObject)?.get("nodelist").rows()
            .run { firstOrNull { it.text("name") == preferred } ?: firstOrNull() }
            ?: throw Failure.Rejected("the cluster '$cluster' says nothing of how to join it", "see 'pvecm status'")
    }

    private fun seen(inputs: Fields) =
        ObservedObject(inputs.text("node"), Fields.of("node", inputs.text("node"), "cluster", inputs.text("cluster")))

    private companion object {
        val SHAPE: Schema = shape(
            mapOf(
                "self" to Field.of(Type.FIELDS).mandatory(),
                "cluster" to Field.of(Type.TEXT).mandatory(),
                "node" to Field.of(Type.TEXT).mandatory().replacing(),
                "link" to Field.of(Type.TEXT),
            ),
        ).reachedBy(PROXMOX, "self").lasting("node", "cluster")
    }
}
