package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Deadlines
import dev.slipway.provide.Doubt
import dev.slipway.provide.Failure
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Prospect
import dev.slipway.provide.Resource
import dev.slipway.provide.Seen
import dev.slipway.provide.Shape
import dev.slipway.provide.Shape.Field
import dev.slipway.provide.Shape.Type
import dev.slipway.provide.Subject
import dev.slipway.provide.Ticket
import java.util.Optional
import java.util.concurrent.CompletionStage

/** Clusters, each formed on its first node. One that is formed stays: hosts do not become single ones again. */
public class Formations(private val clusters: Clusters) : Resource {
    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Shape = SHAPE

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.work(subject.inputs(), ticket) { Optional.ofNullable(seen(subject.inputs())) }

    override fun foresee(steps: List<Prospect>, ticket: Ticket): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::rootNeeds)

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> = clusters.work(desired, ticket) {
        restarting {
            settled(desired)
            seen(desired) ?: formed(desired)
        }
    }

    override fun update(subject: Subject, desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        create(desired, ticket)

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            ticket.say(
                "leaves the cluster '${subject.inputs().text("name")}' as it is; hosts do not become single again",
            )
        }.thenAccept { }

    override fun recover(doubt: Doubt, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            restarting {
                Upid.of(doubt.handle())?.let { end(it) }
                settled(doubt.subject().inputs())
                Optional.ofNullable(seen(doubt.subject().inputs()))
            }
        }

    /** A run that was killed may have begun to form it, and nobody wrote down the name of that task. */
    private suspend fun Api.settled(inputs: Fields) = active(inputs.text("node"), "typefilter" to "clustercreate")

    private suspend fun Api.formed(desired: Fields): Seen {
        val link = desired.text("link").takeIf { it.isNotEmpty() }?.let { mapOf("link0" to it) }.orEmpty()
        done(post("", "/cluster/config", Form.of("clustername" to desired.text("name")) + link))
        repeat(LOOKS) {
            val formed = seen(desired)
            if (formed != null && get("", "/cluster/status").rows().any { it.truth("quorate") }) {
                return formed
            }
            cluster.rest(PAUSE)
        }
        throw Failure.InDoubt("the cluster '${desired.text("name")}' has no quorum", "see 'pvecm status' on its node")
    }

    private suspend fun Api.seen(inputs: Fields): Seen? {
        val wanted = inputs.text("name")
        val name = get("", "/cluster/status").rows().firstOrNull { it.text("type") == "cluster" }?.text("name")
        if (name != null && name != wanted) {
            throw Failure.Rejected(
                "${inputs.text("node")} belongs to the cluster '$name', and not to '$wanted'",
                "say cluster(\"$name\"), or begin with another host",
            )
        }
        return name?.let { Seen(it, Fields.of("name", it)) }
    }

    private companion object {
        const val LOOKS = 60
        const val PAUSE = 1_000L
        val SHAPE: Shape = shape(
            mapOf(
                "name" to Field.of(Type.TEXT).mandatory(),
                "node" to Field.of(Type.TEXT).mandatory(),
                "link" to Field.of(Type.TEXT),
            ),
        ).lasting("name")
    }
}
