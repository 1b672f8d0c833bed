package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Text
import dev.slipway.provide.Act
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

/** What rules of firewalls name. All that is under such a name is ours; the mark stands in its comment. */
public class NamedSets private constructor(private val clusters: Clusters, private val sort: SetSort) : Resource {
    override fun shape(): Shape = shape(mapOf("name" to Field.of(Type.TEXT).mandatory().replacing(), sort.field))

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.look(subject, ticket, { clusterNeeds() }) { seen(subject.inputs().text("name")) }

    override fun foresee(steps: List<Prospect>, ticket: Ticket): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, { clusterNeeds() })

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> = clusters.work(desired, ticket) {
        val name = desired.text("name")
        val mark = markOf(ticket.idempotencyKey())
        val there = comment(name)
        if (there == null) {
            post("", sort.path, Form.of(sort.key to name, "comment" to mark))
        } else if (there != mark) {
            throw Failure.Conflict("the ${sort.what} $name exists already", "plan again")
        }
        filled(desired)
    }

    override fun update(subject: Subject, desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        clusters.work(desired, ticket) { filled(desired) }

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val name = subject.inputs().text("name")
            if (comment(name) != null) {
                with(sort) { fill(name, Fields.NONE) }
                delete("", sort.path + Form.path(name))
            }
        }.thenAccept { }

    /** What bears another mark was made by somebody else meanwhile. */
    override fun recover(doubt: Doubt, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            val name = doubt.subject().inputs().text("name")
            val isOurs = doubt.act() != Act.CREATE || comment(name) == markOf(doubt.idempotencyKey())
            Optional.ofNullable(if (isOurs) seen(name) else null)
        }

    private suspend fun Api.filled(desired: Fields): Seen {
        with(sort) { fill(desired.text("name"), desired) }
        return checkNotNull(seen(desired.text("name"))) { "it has just been there" }
    }

    private suspend fun Api.seen(name: String): Seen? = comment(name)?.let {
        Seen(name, Fields(mapOf("name" to Text(name), sort.field.first to with(sort) { content(name) })))
    }

    /** The comment of one, or nothing where there is none. */
    private suspend fun Api.comment(name: String): String? =
        get("", sort.path).rows().firstOrNull { it.text(sort.key) == name }?.text("comment")

    public companion object {
        private fun markOf(intent: String) = Owner.tag(Owner.uuid(intent))

        /** Sets of addresses. */
        @JvmStatic
        public fun addresses(clusters: Clusters): Resource = NamedSets(clusters, AddressSet)

        /** Rules under a name. */
        @JvmStatic
        public fun groups(clusters: Clusters): Resource = NamedSets(clusters, SecurityGroup)
    }
}
