package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Hasher
import dev.slipway.model.Value
import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.Listing
import dev.slipway.provide.LookDepth
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Resource
import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type
import dev.slipway.provide.Token
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import java.util.Optional
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentHashMap

/** Things of one sort. One request shows all of them, in full. */
public class CollectionResource internal constructor(private val clusters: Clusters, private val sort: CollectionSpec) :
    Resource {
    private val listings = Listings.at(sort.path)

    override fun shape(): Schema =
        (sort.options.mapValues { it.value.field } + ("name" to Field.of(Type.TEXT).mandatory().replacing()))
            .let { if (sort.isNamedByRules) guardedShape(it) else shape(it) }

    override fun listing(subject: ObjectRef): Optional<Listing> = Optional.of(listings.of(subject))

    override fun list(listing: Listing, ticket: CallContext): CompletionStage<Map<String, Token>> =
        clusters.work(listings[listing].first, ticket) {
            all(::shared).associate { it.text(sort.key) to token(it) }
        }

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.look(subject, ticket, sort.needs) { row(subject.inputs().text("name"))?.let { seen(it) } }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, sort.needs) { steps ->
            steps.filter { it.act() != Operation.DELETE }.forEach { sort.foresees(this, it) }
            if (sort.isNamedByRules) nameGuards(steps)
            tooEarly(steps)
        }

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val form = FormParameters.of(sort.fixed + sort.sent(desired, major()) + (sort.key to desired.text("name")))
            guarding(desired, isNew = true) { patiently(desired) { post("", sort.path, form) } }
            certain(desired)
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
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
            val form = FormParameters.of(sort.fixed + sort.naming(name) + sort.sent(desired, major()) + less)
            guarding(desired, isNew = false) { patiently(desired) { put("", sort.item(name), form) } }
            certain(desired)
        }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val name = subject.inputs().text("name")
            row(name)?.let {
                guarding(subject.inputs(), isNew = false) {
                    delete("", sort.item(name), FormParameters.of(sort.naming(name)))
                }
            }
        }.thenAccept { }

    /** One request makes it whole: what is there and is otherwise than it would have made it is somebody else's. */
    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            Optional.ofNullable(
                row(doubt.subject().inputs().text("name"))?.let {
                    seen(it)
                }?.takeIf { isOf(doubt, it) },
            )
        }

    private suspend fun Api.guarding(inputs: Fields, isNew: Boolean, block: suspend () -> Unit) =
        if (sort.isNamedByRules) guardedNames(inputs, isNew, block) else block()

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

    private suspend fun Api.all(
        ask: suspend (String, String, FormParameters) -> JsonElement? = ::get,
    ): List<JsonObject> = if (isTooOld()) listOf() else ask("", sort.path, FormParameters.of(sort.query)).rows()

    private suspend fun Api.isTooOld() = sort.since?.let { version() < it.first } ?: false

    /** What this version does not have cannot be made; what is to go is not there. */
    private suspend fun Api.tooEarly(steps: List<PlannedStep>): List<Obstacle> = sort.since?.let { (_, without) ->
        steps.filter { it.act() != Operation.DELETE && isTooOld() }.map {
            val why = "'${connection.name}' is of version ${version()}, which $without"
            val fix = "remove the line, or bring the hosts to version ${sort.since.first}"
            Obstacle(it.key(), "${it.key()} cannot be made", why, fix)
        }
    }.orEmpty()

    private suspend fun Api.row(name: String) = all().firstOrNull { it.text(sort.key) == name }

    /** The version, where it makes a difference. */
    private suspend fun Api.major() = if (sort.asOf == null) 0 else version()

    private suspend fun Api.certain(desired: Fields): ObservedObject = row(desired.text("name"))?.let { seen(it) }
        ?: throw Failure.Conflict("${desired.text("name")} is gone again", "plan again")

    private suspend fun Api.seen(row: JsonElement) =
        ObservedObject(row.text(sort.key), sort.seen(row, major()), mapOf(LookDepth.COLLECTION to token(row)))

    private fun token(row: JsonElement) = Token(Hasher.of(Value.of(row.texts() - "digest")).toString())

    public companion object {
        private const val LOOKS = 30
        private const val PAUSE = 4_000L

        /** Which machines HA keeps apart, or together. */
        @JvmStatic
        public fun rules(clusters: Clusters): CollectionResource = CollectionResource(clusters, HaRules.SORT)

        @JvmStatic
        public fun roles(clusters: Clusters): CollectionResource = CollectionResource(clusters, Roles.SORT)

        @JvmStatic
        public fun pools(clusters: Clusters): CollectionResource = CollectionResource(clusters, MachinePools.SORT)

        @JvmStatic
        public fun users(clusters: Clusters): CollectionResource = CollectionResource(
            clusters,
            CollectionSpec(
                "/access/users",
                "userid",
                needs = ::userNeeds,
                options = mapOf(
                    "enabled" to CollectionSpec.Kept("enable", Type.TRUTH, "1"),
                    "expires" to CollectionSpec.Kept("expire", Type.NUMBER, "0"),
                    "first" to CollectionSpec.Kept("firstname", Type.TEXT),
                    "last" to CollectionSpec.Kept("lastname", Type.TEXT),
                    "mail" to CollectionSpec.Kept("email", Type.TEXT),
                    "comment" to CollectionSpec.Kept("comment", Type.TEXT),
                ),
            ),
        )

        /** Names for single addresses. */
        @JvmStatic
        public fun aliases(clusters: Clusters): CollectionResource = CollectionResource(
            clusters,
            CollectionSpec(
                "/cluster/firewall/aliases",
                "name",
                needs = { clusterNeeds() },
                isNamedByRules = true,
                options = mapOf(
                    "cidr" to CollectionSpec.Kept("cidr", Type.TEXT),
                    "comment" to CollectionSpec.Kept("comment", Type.TEXT),
                ),
            ),
        )
    }
}
