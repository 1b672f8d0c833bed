package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Hasher
import dev.slipway.model.Value
import dev.slipway.provide.Act
import dev.slipway.provide.Doubt
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
import kotlinx.serialization.json.JsonObject
import java.util.Optional
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentHashMap

/** Things of one sort. One request shows all of them, in full. */
public class Entries internal constructor(private val clusters: Clusters, private val sort: Sort) : Resource {
    private val listings = Listings.at(sort.path)

    override fun shape(): Shape = shape(
        sort.options.mapValues { it.value.field } + ("name" to Field.of(Type.TEXT).mandatory().replacing()),
    )

    override fun listing(subject: Subject): Optional<Listing> = Optional.of(listings.of(subject))

    override fun list(listing: Listing, ticket: Ticket): CompletionStage<Map<String, Token>> =
        clusters.work(listings[listing].first, ticket) {
            all(::shared).associate { it.text(sort.key) to token(it) }
        }

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.look(subject, ticket, sort.needs) { row(subject.inputs().text("name"))?.let { seen(it) } }

    override fun foresee(steps: List<Prospect>, ticket: Ticket): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, sort.needs) { steps ->
            steps.filter { it.act() != Act.DELETE }.forEach { sort.foresees(this, it) }
            tooEarly(steps)
        }

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> = clusters.work(desired, ticket) {
        val form = Form.of(sort.fixed + sort.sent(desired, major()) + (sort.key to desired.text("name")))
        patiently(desired) { post("", sort.path, form) }
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
            val name = desired.text("name")
            val form = Form.of(sort.fixed + sort.naming(name) + sort.sent(desired, major()) + less)
            patiently(desired) { put("", sort.item(name), form) }
            certain(desired)
        }

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val name = subject.inputs().text("name")
            row(name)?.let { delete("", sort.item(name), Form.of(sort.naming(name))) }
        }.thenAccept { }

    /** One request makes it whole: what is there and is otherwise than it would have made it is somebody else's. */
    override fun recover(doubt: Doubt, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            Optional.ofNullable(
                row(doubt.subject().inputs().text("name"))?.let {
                    seen(it)
                }?.takeIf { isOf(doubt, it) },
            )
        }

    /** Does what may be refused only for some seconds. */
    private suspend fun Api.patiently(desired: Fields, deed: suspend () -> Unit) {
        repeat(LOOKS) {
            try {
                return deed()
            } catch (refused: Failure.Rejected) {
                if (ticket.cancelled() || !sort.passes(this, desired, refused)) throw refused
                cluster.rest(PAUSE)
            }
        }
        deed()
    }

    private suspend fun Api.all(ask: suspend (String, String, Form) -> JsonElement? = ::get): List<JsonObject> =
        if (isTooOld()) listOf() else ask("", sort.path, Form.of(sort.query)).rows()

    private suspend fun Api.isTooOld() = sort.since?.let { version() < it.first } ?: false

    /** What this version does not have cannot be made; what is to go is not there. */
    private suspend fun Api.tooEarly(steps: List<Prospect>): List<Obstacle> = sort.since?.let { (_, without) ->
        steps.filter { it.act() != Act.DELETE && isTooOld() }.map {
            val why = "'${connection.name}' is of version ${version()}, which $without"
            val fix = "remove the line, or bring the hosts to version ${sort.since.first}"
            Obstacle(it.key(), "${it.key()} cannot be made", why, fix)
        }
    }.orEmpty()

    private suspend fun Api.row(name: String) = all().firstOrNull { it.text(sort.key) == name }

    /** The version, where it makes a difference. */
    private suspend fun Api.major() = if (sort.asOf == null) 0 else version()

    private suspend fun Api.certain(desired: Fields): Seen = row(desired.text("name"))?.let { seen(it) }
        ?: throw Failure.Conflict("${desired.text("name")} is gone again", "plan again")

    private suspend fun Api.seen(row: JsonElement) =
        Seen(row.text(sort.key), sort.seen(row, major()), mapOf(Rung.COLLECTION to token(row)))

    private fun token(row: JsonElement) = Token(Hasher.of(Value.of(row.texts() - "digest")).toString())

    public companion object {
        private const val LOOKS = 30
        private const val PAUSE = 4_000L

        /** Which machines HA keeps apart, or together. */
        @JvmStatic
        public fun rules(clusters: Clusters): Entries = Entries(clusters, HaRules.SORT)

        @JvmStatic
        public fun roles(clusters: Clusters): Entries = Entries(clusters, Roles.SORT)

        @JvmStatic
        public fun pools(clusters: Clusters): Entries = Entries(clusters, MachinePools.SORT)

        @JvmStatic
        public fun users(clusters: Clusters): Entries = Entries(
            clusters,
            Sort(
                "/access/users",
                "userid",
                needs = ::userNeeds,
                options = mapOf(
                    "enabled" to Sort.Kept("enable", Type.TRUTH, "1"),
                    "expires" to Sort.Kept("expire", Type.NUMBER, "0"),
                    "first" to Sort.Kept("firstname", Type.TEXT),
                    "last" to Sort.Kept("lastname", Type.TEXT),
                    "mail" to Sort.Kept("email", Type.TEXT),
                    "comment" to Sort.Kept("comment", Type.TEXT),
                ),
            ),
        )

        /** Names for single addresses. */
        @JvmStatic
        public fun aliases(clusters: Clusters): Entries = Entries(
            clusters,
            Sort(
                "/cluster/firewall/aliases",
                "name",
                needs = { clusterNeeds() },
                options = mapOf("cidr" to Sort.Kept("cidr", Type.TEXT), "comment" to Sort.Kept("comment", Type.TEXT)),
            ),
        )
    }
}
