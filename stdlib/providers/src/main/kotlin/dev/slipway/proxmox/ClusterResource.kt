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

/** Clusters, each formed on its first node. One that is formed stays: hosts do not become single ones again. */
public class ClusterResource(private val clusters: Clusters) : Resource {
    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = SHAPE

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) { Optional.ofNullable(seen(subject.inputs())) }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::rootNeeds)

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            restarting {
                settled(desired)
                seen(desired) ?: formed(desired)
            }
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        create(desired, ticket)

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            ticket.say(
                "leaves the cluster '${subject.inputs().text("name")}' as it is; hosts do not become single again",
            )
        }.thenAccept { }

    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            restarting {
                Upid.of(doubt.handle())?.let { end(it) }
                settled(doubt.subject().inputs())
                Optional.ofNullable(seen(doubt.subject().inputs()))
            }
        }

    /** A run that was killed may have begun to form it, and nobody wrote down the name of that task. */
    private suspend fun Api.settled(inputs: Fields) = active(inputs.text("node"), "typefilter" to "clustercreate")

    private suspend fun Api.formed(desired: Fields): ObservedObject {
        val link = desired.text("link").takeIf { it.isNotEmpty() }?.let { mapOf("link0" to it) }.orEmpty()
        done(post("", "/cluster/config", FormParameters.of("clustername" to desired.text("name")) + link))
        repeat(LOOKS) {
            val formed = seen(desired)
            if (formed != null && get("", "/cluster/status").rows().any { it.truth("quorate") }) {
                return formed
            }
            cluster.rest(PAUSE)
        }
        throw Failure.InDoubt("the cluster '${desired.text("name")}' has no quorum", "see 'pvecm status' on its node")
    }

    private suspend fun Api.seen(inputs: Fields): ObservedObject? {
        val wanted = inputs.text("name")
        val name = get("", "/cluster/status").rows().firstOrNull { it.text("type") == "cluster" }?.text("name")
        if (name != null && name != wanted) {
            throw Failure.Rejected(
                "${inputs.text("node")} belongs to the cluster '$name', and not to '$wanted'",
                "say cluster(\"$name\"), or begin with another host",
            )
        }
        return name?.let { ObservedObject(it, Fields.of("name", it)) }
    }

    private companion object {
        const val LOOKS = 60
        const val PAUSE = 1_000L
        val SHAPE: Schema = shape(
            mapOf(
                "name" to Field.of(Type.TEXT).mandatory(),
                "node" to Field.of(Type.TEXT).mandatory(),
                "link" to Field.of(Type.TEXT),
            ),
        ).lasting("name")
    }
}
