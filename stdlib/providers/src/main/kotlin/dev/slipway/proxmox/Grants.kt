package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Truth
import dev.slipway.model.Value
import dev.slipway.provide.Failure
import dev.slipway.provide.Listing
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Prospect
import dev.slipway.provide.Resource
import dev.slipway.provide.Rung
import dev.slipway.provide.Seen
import dev.slipway.provide.Shape
import dev.slipway.provide.Shape.Field
import dev.slipway.provide.Shape.Type
import dev.slipway.provide.Subject
import dev.slipway.provide.Ticket
import dev.slipway.provide.Token
import kotlinx.serialization.json.JsonElement
import java.util.Optional
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentHashMap

/** Who has which role where. One request shows all of them. */
public class Grants(private val clusters: Clusters) : Resource {
    private val listings = Listings.at(ACL)

    override fun shape(): Shape = shape(
        listOf("path", "role", "to").associateWith { Field.of(Type.TEXT).mandatory().replacing() } +
            ("below" to Field.of(Type.TRUTH).mandatory()),
    )

    override fun listing(subject: Subject): Optional<Listing> = Optional.of(listings.of(subject))

    override fun list(listing: Listing, ticket: Ticket): CompletionStage<Map<String, Token>> =
        clusters.work(listings[listing].first, ticket) {
            get("", ACL).rows().associate { id(it) to Token("${it.truth("propagate")}") }
        }

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.work(subject.inputs(), ticket) { Optional.ofNullable(seen(subject.inputs())) }

    override fun foresee(steps: List<Prospect>, ticket: Ticket): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, { listOf(Need("Permissions.Modify", it.inputs().text("path"))) })

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> = clusters.work(desired, ticket) {
        put("", ACL, form(desired) + mapOf("propagate" to (desired.get("below") == Truth.TRUE)))
        seen(desired) ?: throw Failure.Conflict("${id(desired)} is gone again", "plan again")
    }

    override fun update(subject: Subject, desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        create(desired, ticket)

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            // Who is gone has nothing any more, and cannot be named either.
            seen(subject.inputs())?.let { put("", ACL, form(subject.inputs()) + mapOf("delete" to true)) }
        }.thenAccept { }

    private suspend fun Api.seen(of: Fields): Seen? = get("", ACL).rows().firstOrNull { id(it) == id(of) }?.let { row ->
        val below = Truth.of(row.truth("propagate"))
        val fields = listOf("path", "role", "to").associateWith<String, Value> { of.get(it) } + ("below" to below)
        Seen(id(of), Fields(fields), mapOf(Rung.COLLECTION to Token("${row.truth("propagate")}")))
    }

    private fun form(of: Fields) = Form.of("path" to of.text("path"), "roles" to of.text("role")) +
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
