package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.Value
import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import dev.slipway.provide.Listing
import dev.slipway.provide.LookDepth
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Obstacle
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Resource
import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type
import dev.slipway.provide.Token
import kotlinx.serialization.json.JsonElement
import java.util.Optional
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentHashMap

/** Who has which role where. One request shows all of them. */
public class Grants(private val clusters: Clusters) : Resource {
    private val listings = Listings.at(ACL)

    override fun shape(): Schema = shape(
        listOf("path", "role", "to").associateWith { Field.of(Type.TEXT).mandatory().replacing() } +
            ("below" to Field.of(Type.TRUTH).mandatory()),
    )

    override fun listing(subject: ObjectRef): Optional<Listing> = Optional.of(listings.of(subject))

    override fun list(listing: Listing, ticket: CallContext): CompletionStage<Map<String, Token>> =
        clusters.work(listings[listing].first, ticket) {
            get("", ACL).rows().associate { id(it) to Token("${it.truth("propagate")}") }
        }

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) { Optional.ofNullable(seen(subject.inputs())) }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, { listOf(RequiredPrivilege("Permissions.Modify", it.inputs().text("path"))) })

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            put("", ACL, form(desired) + mapOf("propagate" to (desired.get("below") == BoolValue.TRUE)))
            seen(desired) ?: throw Failure.Conflict("${id(desired)} is gone again", "plan again")
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        create(desired, ticket)

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            // Who is gone has nothing any more, and cannot be named either.
            seen(subject.inputs())?.let { put("", ACL, form(subject.inputs()) + mapOf("delete" to true)) }
        }.thenAccept { }

    private suspend fun Api.seen(of: Fields): ObservedObject? = get("", ACL).rows().firstOrNull {
        id(it) == id(of)
    }?.let { row ->
        val below = BoolValue.of(row.truth("propagate"))
        val fields = listOf("path", "role", "to").associateWith<String, Value> { of.get(it) } + ("below" to below)
        ObservedObject(id(of), Fields(fields), mapOf(LookDepth.COLLECTION to Token("${row.truth("propagate")}")))
    }

    private fun form(of: Fields) = FormParameters.of("path" to of.text("path"), "roles" to of.text("role")) +
        mapOf("${sort(of.text("to"))}s" to of.text("to").removePrefix("@"))

    private fun id(row: JsonElement) = listOf("path", "type", "ugid", "roleid").joinToString(" ") { row.text(it) }

    private fun id(of: Fields) =
        "${of.text("path")} ${sort(of.text("to"))} ${of.text("to").removePrefix("@")} ${of.text("role")}"

    /** As in the files of Proxmox VE itself: `@admins` is a group, `anna@pve` a user, `anna@pve!ci` a token. */
    private fun sort(who: String) = if (who.startsWith("@")) {
        "group"
    } else if ("!" in who) {
        "token"
    } else {
        "user"
    }

    private companion object {
        const val ACL = "/access/acl"
    }
}
