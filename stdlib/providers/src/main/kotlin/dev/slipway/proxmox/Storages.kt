package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.provide.CallContext
import dev.slipway.provide.DataRule
import dev.slipway.provide.Deadlines
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.Listing
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Obstacle
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Resource
import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type
import dev.slipway.provide.Token
import java.util.Optional
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentHashMap

/** The storages of a cluster. Removing one forgets where it is; what lies on it stays. */
public class Storages(private val clusters: Clusters) : Resource {
    /** The list leaves out what one may not see; that one is asked for alone. */
    private val listings = Listings.at("/storages", complete = false)

    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = SHAPE

    override fun listing(subject: ObjectRef): Optional<Listing> = Optional.of(listings.of(subject))

    override fun list(listing: Listing, ticket: CallContext): CompletionStage<Map<String, Token>> =
        clusters.work(listings[listing].first, ticket) {
            get("", "/storage").rows().associate { it.text("storage") to StorageState(it).token }
        }

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) {
            Optional.ofNullable(there(subject.inputs())?.seen(subject.inputs()))
        }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::storageNeeds)

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val form = linkedMapOf("storage" to desired.text("name"), "type" to desired.text("type"))
            form += desired.texts("place") + StorageState.options(desired)
            post("", "/storage", FormParameters.of(form) + secret(desired, ticket))
            seen(desired)
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val form = change(subject.inputs(), desired, ticket)
            guarded(desired) { there ->
                val set = StorageState.options(desired)
                val gone = there?.surplus(StorageState.options(subject.inputs()).keys, set.keys).orEmpty()
                val less = if (gone.isEmpty()) mapOf() else mapOf("delete" to gone.joinToString(","))
                val digest = mapOf("digest" to there?.digest.orEmpty()).filterValues { it.isNotEmpty() }
                put("", path(desired), form + less + digest)
            }
            seen(desired)
        }

    private fun change(before: Fields, desired: Fields, ticket: CallContext): FormParameters {
        val changed = before.get("password") != desired.get("password")
        return FormParameters.of(StorageState.options(desired)) + (if (changed) secret(desired, ticket) else mapOf())
    }

    /** One digest stands for all storages: when another one has changed meanwhile, and this one has not, it goes on. */
    private suspend fun Api.guarded(desired: Fields, deed: suspend (StorageState?) -> Unit) {
        val first = there(desired)
        var now = first
        repeat(TIMES) {
            try {
                return deed(now)
            } catch (conflict: Failure.Conflict) {
                now = there(desired)
                if (now?.token != first?.token) throw conflict
            }
        }
        deed(now)
    }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            if (there(subject.inputs()) != null) {
                delete("", path(subject.inputs()))
            }
        }.thenAccept { }

    /** The same as of [CollectionResource]: what is otherwise is somebody else's. */
    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        read(doubt.subject(), ticket).thenApply { found -> found.filter { isOf(doubt, it) } }

    private fun path(inputs: Fields) = FormParameters.path("storage", inputs.text("name"))

    private suspend fun Api.there(inputs: Fields) = find("", path(inputs))?.let { StorageState(it) }

    private suspend fun Api.seen(inputs: Fields) = StorageState(get("", path(inputs))).seen(inputs)

    private fun secret(desired: Fields, ticket: CallContext): Map<String, String> =
        (desired.get("password") as? Secret)?.let { mapOf("password" to ticket.reveal(it)) }.orEmpty()

    private companion object {
        const val TIMES = 20
        val SHAPE: Schema = shape(
            mapOf(
                "name" to Field.of(Type.TEXT).mandatory().replacing(),
                "type" to Field.of(Type.TEXT).mandatory().replacing(),
                "place" to Field.of(Type.FIELDS).replacing(),
                "content" to Field.of(Type.ITEMS).inAnyOrder(),
                "nodes" to Field.of(Type.ITEMS).inAnyOrder(),
                "options" to Field.of(Type.FIELDS),
                "enabled" to Field.of(Type.TRUTH),
                "password" to Field.of(Type.SECRET),
            ),
        ).lasting("name", "type").holding(DataRule.WHOLE.unlessOnly("content", "iso", "vztmpl", "import"))
    }
}
