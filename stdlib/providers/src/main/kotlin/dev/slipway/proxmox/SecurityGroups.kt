package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Items
import dev.slipway.model.Text
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

/** Rules under a name, which firewalls use. All rules of a group are ours; the mark stands in its comment. */
public class SecurityGroups(private val clusters: Clusters) : Resource {
    override fun shape(): Shape = Shape.of(
        mapOf(
            "proxmox" to Field.of(Type.FIELDS).mandatory(),
            "name" to Field.of(Type.TEXT).mandatory().replacing(),
            "rules" to Field.of(Type.ITEMS).mandatory(),
        ),
    )

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.look(subject, ticket, { clusterNeeds() }) { seen(subject.inputs().text("name")) }

    override fun foresee(steps: List<Prospect>, ticket: Ticket): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, { clusterNeeds() })

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> = clusters.work(desired, ticket) {
        val name = desired.text("name")
        val mark = Owner.tag(Owner.uuid(ticket.idempotencyKey()))
        val there = group(name)
        if (there == null) {
            post("", GROUPS, Form.of("group" to name, "comment" to mark))
        } else if (there != mark) {
            throw Failure.Conflict("the security group $name exists already", "plan again")
        }
        brought(desired)
    }

    override fun update(subject: Subject, desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        clusters.work(desired, ticket) { brought(desired) }

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val name = subject.inputs().text("name")
            if (group(name) != null) {
                chain(name).close(0, 0)
                delete("", GROUPS + Form.path(name))
            }
        }.thenAccept { }

    private suspend fun Api.brought(desired: Fields): Seen {
        val rules = rules(desired)
        val chain = chain(desired.text("name"))
        val kept = chain.open(rules)
        chain.close(rules.size, kept)
        return checkNotNull(seen(desired.text("name"))) { "it has just been there" }
    }

    private suspend fun Api.seen(name: String): Seen? = group(name)?.let {
        val rules = chain(name).all().map { it.seen() }
        Seen(name, Fields(mapOf("name" to Text(name), "rules" to Items(rules))))
    }

    /** The comment of a group, or nothing where there is none. */
    private suspend fun Api.group(name: String): String? =
        get("", GROUPS).rows().firstOrNull { it.text("group") == name }?.text("comment")

    private fun Api.chain(name: String) = Chain(this, "", GROUPS + Form.path(name), "")

    private companion object {
        const val GROUPS = "/cluster/firewall/groups"
    }
}

internal fun rules(desired: Fields): List<Rule> = (desired.get("rules") as? Items)?.values().orEmpty().map {
    Rule.of(it)
}
