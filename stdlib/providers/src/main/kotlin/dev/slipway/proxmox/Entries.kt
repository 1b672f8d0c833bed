package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Hasher
import dev.slipway.model.Value
import dev.slipway.provide.Failure
import dev.slipway.provide.Listing
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

/** Things of one sort. One request shows all of them, in full. */
public class Entries internal constructor(private val clusters: Clusters, private val sort: Sort) : Resource {
    /** How the cluster of a listing is reached: the inputs of one of its entries. */
    private val listed = ConcurrentHashMap<String, Fields>()

    override fun shape(): Shape = Shape.of(
        sort.options.mapValues { it.value.field } + mapOf(
            "proxmox" to Field.of(Type.FIELDS).mandatory(),
            "name" to Field.of(Type.TEXT).mandatory().replacing(),
        ),
    )

    override fun listing(subject: Subject): Optional<Listing> {
        val name = "proxmox:${(subject.inputs().get("proxmox") as? Fields)?.text("name")}${sort.path}"
        listed[name] = subject.inputs()
        return Optional.of(Listing(name, true))
    }

    override fun list(listing: Listing, ticket: Ticket): CompletionStage<Map<String, Token>> =
        clusters.work(listed.getValue(listing.name()), ticket) {
            get("", sort.path).rows().associate { it.text(sort.key) to token(it) }
        }

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.work(subject.inputs(), ticket) {
            Optional.ofNullable(row(subject.inputs().text("name"))?.let { seen(it) })
        }

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> = clusters.work(desired, ticket) {
        post("", sort.path, Form.of(sort.fixed + sort.sent(desired) + (sort.key to desired.text("name"))))
        certain(desired)
    }

    override fun update(subject: Subject, desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        clusters.work(desired, ticket) {
            val gone = sort.options.filterKeys { it in subject.inputs().names() && it !in desired.names() }.values
            val less = if (!sort.deletes) {
                gone.associate { it.option to it.usual }
            } else if (gone.isEmpty()) {
                mapOf()
            } else {
                mapOf("delete" to gone.joinToString(",") { it.option })
            }
            put("", sort.item(desired.text("name")), Form.of(sort.fixed + sort.sent(desired) + less))
            certain(desired)
        }

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val name = subject.inputs().text("name")
            row(name)?.let { delete("", sort.item(name)) }
        }.thenAccept { }

    private suspend fun Api.row(name: String) = get("", sort.path).rows().firstOrNull { it.text(sort.key) == name }

    private suspend fun Api.certain(desired: Fields): Seen = row(desired.text("name"))?.let { seen(it) }
        ?: throw Failure.Conflict("${desired.text("name")} is gone again", "plan again")

    private fun seen(row: JsonElement) =
        Seen(row.text(sort.key), sort.seen(row), mapOf(Rung.COLLECTION to token(row)))

    private fun token(row: JsonElement) = Token(Hasher.of(Value.of(row.texts() - "digest")).toString())

    public companion object {
        /** Names for single addresses. */
        @JvmStatic
        public fun aliases(clusters: Clusters): Entries = Entries(
            clusters,
            Sort(
                "/cluster/firewall/aliases",
                "name",
                mapOf("cidr" to Sort.Kept("cidr", Type.TEXT), "comment" to Sort.Kept("comment", Type.TEXT)),
            ),
        )
    }
}
