package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.IntValue
import dev.slipway.model.StringValue
import dev.slipway.model.Value
import dev.slipway.provide.CallContext
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
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import java.util.Optional
import java.util.concurrent.CompletionStage

/** Tokens of users. What one is worth is told once, when it is made, and kept encrypted from then on. */
public class Tokens(private val clusters: Clusters) : Resource {
    override fun shape(): Schema = shape(
        mapOf(
            "user" to Field.of(Type.TEXT).mandatory().replacing(),
            "name" to Field.of(Type.TEXT).mandatory().replacing(),
            "separated" to Field.of(Type.TRUTH).mandatory(),
            "expires" to Field.of(Type.NUMBER).mandatory(),
            "comment" to Field.of(Type.TEXT).mandatory(),
        ),
    ).lasting("id", "value")

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.look(subject, ticket, ::userNeeds) {
            there(subject.inputs())?.let { seen(subject.inputs(), it, subject.outputs().get("value")) }
        }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::userNeeds)

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val mark = VmOwnership.tag(VmOwnership.uuid(ticket.idempotencyKey()))
            // One that this very intent has made before has told its worth to nobody.
            if (there(desired).text("comment").endsWith(mark)) {
                delete("", path(desired))
            }
            val made = post("", path(desired), form(desired, mark))
            val value = ticket.conceal("${made.text("full-tokenid")}=${made.text("value")}")
            seen(desired, get("", path(desired)), value)
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            put("", path(desired), form(desired, Rule.markOf(there(desired).text("comment"))))
            seen(desired, get("", path(desired)), subject.outputs().get("value"))
        }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            there(subject.inputs())?.let { delete("", path(subject.inputs())) }
        }.thenAccept { }

    /** A token whose worth was in an answer that got lost is of no use: it goes, and another is made. */
    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> {
        if (doubt.act() != Operation.CREATE) {
            return read(doubt.subject(), ticket)
        }
        return clusters.work(doubt.subject().inputs(), ticket) {
            val inputs = doubt.subject().inputs()
            if (there(inputs).text("comment").endsWith(VmOwnership.tag(VmOwnership.uuid(doubt.idempotencyKey())))) {
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
        val user = shared("", FormParameters.path("access", "users", of.text("user"))) as? JsonObject
        return (user?.get("tokens") as? JsonObject)?.get(of.text("name"))
    }

    private fun path(of: Fields) = FormParameters.path("access", "users", of.text("user"), "token", of.text("name"))

    private fun form(of: Fields, mark: String) = FormParameters.of(
        "privsep" to (of.get("separated") == BoolValue.TRUE),
        "expire" to of.whole("expires", 0),
        "comment" to "${of.text("comment")} $mark".trim(),
    )

    private fun seen(of: Fields, there: JsonElement?, value: Value): ObservedObject {
        val id = "${of.text("user")}!${of.text("name")}"
        val comment = there.text("comment")
        val fields = mapOf(
            "user" to of.get("user"),
            "name" to of.get("name"),
            "separated" to BoolValue.of(there.text("privsep") != "0"),
            "expires" to IntValue(there.whole("expire")),
            "comment" to StringValue(comment.removeSuffix(Rule.markOf(comment)).trim()),
            "id" to StringValue(id),
            "value" to value,
        )
        return ObservedObject(id, Fields(fields))
    }
}
