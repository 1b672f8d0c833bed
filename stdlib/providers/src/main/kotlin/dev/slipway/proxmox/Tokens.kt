package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Text
import dev.slipway.model.Truth
import dev.slipway.model.Value
import dev.slipway.model.Whole
import dev.slipway.provide.Act
import dev.slipway.provide.Doubt
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Prospect
import dev.slipway.provide.Resource
import dev.slipway.provide.Seen
import dev.slipway.provide.Shape
import dev.slipway.provide.Shape.Field
import dev.slipway.provide.Shape.Type
import dev.slipway.provide.Subject
import dev.slipway.provide.Ticket
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import java.util.Optional
import java.util.concurrent.CompletionStage

/** Tokens of users. What one is worth is told once, when it is made, and kept encrypted from then on. */
public class Tokens(private val clusters: Clusters) : Resource {
    override fun shape(): Shape = shape(
        mapOf(
            "user" to Field.of(Type.TEXT).mandatory().replacing(),
            "name" to Field.of(Type.TEXT).mandatory().replacing(),
            "separated" to Field.of(Type.TRUTH).mandatory(),
            "expires" to Field.of(Type.NUMBER).mandatory(),
            "comment" to Field.of(Type.TEXT).mandatory(),
        ),
    ).lasting("id", "value")

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.look(subject, ticket, ::userNeeds) {
            there(subject.inputs())?.let { seen(subject.inputs(), it, subject.outputs().get("value")) }
        }

    override fun foresee(steps: List<Prospect>, ticket: Ticket): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::userNeeds)

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> = clusters.work(desired, ticket) {
        val mark = Owner.tag(Owner.uuid(ticket.idempotencyKey()))
        // One that this very intent has made before has told its worth to nobody.
        if (there(desired).text("comment").endsWith(mark)) {
            delete("", path(desired))
        }
        val made = post("", path(desired), form(desired, mark))
        val value = ticket.conceal("${made.text("full-tokenid")}=${made.text("value")}")
        seen(desired, get("", path(desired)), value)
    }

    override fun update(subject: Subject, desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        clusters.work(desired, ticket) {
            put("", path(desired), form(desired, Rule.markOf(there(desired).text("comment"))))
            seen(desired, get("", path(desired)), subject.outputs().get("value"))
        }

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            there(subject.inputs())?.let { delete("", path(subject.inputs())) }
        }.thenAccept { }

    /** A token whose worth was in an answer that got lost is of no use: it goes, and another is made. */
    override fun recover(doubt: Doubt, ticket: Ticket): CompletionStage<Optional<Seen>> {
        if (doubt.act() != Act.CREATE) {
            return read(doubt.subject(), ticket)
        }
        return clusters.work(doubt.subject().inputs(), ticket) {
            val inputs = doubt.subject().inputs()
            if (there(inputs).text("comment").endsWith(Owner.tag(Owner.uuid(doubt.idempotencyKey())))) {
                delete("", path(inputs))
            }
            Optional.empty()
        }
    }

    /**
     * As its user shows it. Asked for by itself, a token of a user who is not there is forbidden, and not missing: who asks
     * might be that user.
     */
    private suspend fun Api.there(of: Fields): JsonElement? {
        val user = shared("", Form.path("access", "users", of.text("user"))) as? JsonObject
        return (user?.get("tokens") as? JsonObject)?.get(of.text("name"))
    }

    private fun path(of: Fields) = Form.path("access", "users", of.text("user"), "token", of.text("name"))

    private fun form(of: Fields, mark: String) = Form.of(
        "privsep" to (of.get("separated") == Truth.TRUE),
        "expire" to of.whole("expires", 0),
        "comment" to "${of.text("comment")} $mark".trim(),
    )

    private fun seen(of: Fields, there: JsonElement?, value: Value): Seen {
        val id = "${of.text("user")}!${of.text("name")}"
        val comment = there.text("comment")
        val fields = mapOf(
            "user" to of.get("user"),
            "name" to of.get("name"),
            "separated" to Truth.of(there.text("privsep") != "0"),
            "expires" to Whole(there.whole("expire")),
            "comment" to Text(comment.removeSuffix(Rule.markOf(comment)).trim()),
            "id" to Text(id),
            "value" to value,
        )
        return Seen(id, Fields(fields))
    }
}
