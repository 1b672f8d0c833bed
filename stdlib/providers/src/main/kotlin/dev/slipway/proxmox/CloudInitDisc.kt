package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.model.StringValue
import dev.slipway.provide.CallContext
import dev.slipway.provide.Containment.Fate
import dev.slipway.provide.Deadlines
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.Listing
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
import kotlinx.coroutines.future.await
import java.util.Optional
import java.util.concurrent.CompletionStage

/** Small discs from which machines take their name, their addresses and their first commands, when they first boot. */
public class CloudInitDisc(private val clusters: Clusters) : Resource {
    private val shelves = shelves()

    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = SHAPE

    override fun listing(subject: ObjectRef): Optional<Listing> = Optional.of(shelves.of(subject))

    override fun list(listing: Listing, ticket: CallContext): CompletionStage<Map<String, Token>> =
        clusters.list(shelves, listing, ticket)

    /** Its content cannot be read back. A disc that was written outside Slipway may hold anything, and is written again. */
    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) {
            val known = subject.outputs()
            val seen = if (subject.id().isEmpty()) null else seen(subject.inputs(), subject.id(), known)
            val same = listOf("made", "size").all { seen == null || seen.fields().get(it) == known.get(it) }
            val unknown = StringValue("changed outside Slipway")
            Optional.ofNullable(
                seen?.let {
                    if (same) it else ObservedObject(it.id(), it.fields().with("metaData", unknown), it.tokens())
                },
            )
        }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::fileNeeds)

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            written(
                desired,
                volume(desired, ticket.idempotencyKey()),
                SeedIdentity.of(desired, ticket.idempotencyKey()),
            )
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) { written(desired, subject.id(), SeedIdentity.of(desired, subject.id())) }

    override fun upgraded(recorded: ObjectRef): Optional<ObjectRef> =
        Optional.ofNullable(SeedIdentity.upgraded(recorded))

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            removed(subject.inputs().text("node"), subject.inputs().text("storage"), subject.id())
        }.thenAccept { }

    /** What arrived is whole: whoever receives it compares the digest. */
    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            val inputs = doubt.subject().inputs()
            active(inputs.text("node"), "typefilter" to "imgcopy")
            if (doubt.act() == Operation.CREATE) {
                val identity = SeedIdentity.of(inputs, doubt.idempotencyKey())
                Optional.ofNullable(seen(inputs, volume(inputs, doubt.idempotencyKey()), identity))
            } else {
                read(doubt.subject(), ticket).await()
            }
        }

    /** Its name is that of the intent to make it, so that nobody else's is ever written over. */
    private fun volume(inputs: Fields, intent: String) =
        "${inputs.text("storage")}:iso/${inputs.text("name")}-${VmOwnership.uuid(intent).take(SHOWN)}.iso"

    private suspend fun Api.written(desired: Fields, volume: String, identity: Fields): ObservedObject {
        val disc = Iso(
            "cidata",
            mapOf(
                "meta-data" to "instance-id: ${identity.text("instance")}\n" + desired.text("metaData"),
                "user-data" to plain(desired, ticket),
                "network-config" to desired.text("network").replace("{mac}", identity.text("mac").lowercase()),
            ).filterValues { it.isNotEmpty() }.mapValues { it.value.toByteArray() },
        )
        val (node, storage) = desired.text("node") to desired.text("storage")
        shelf(storage, listOf(node), "iso")
        uploaded(UploadSource.of(disc.bytes()), volume.substringAfterLast('/'), node, storage, "iso")
        return seen(desired, volume, identity)
            ?: throw Failure.Conflict("the seed $volume is gone at once", "plan again")
    }

    private suspend fun Api.seen(inputs: Fields, volume: String, identity: Fields): ObservedObject? {
        val shelf = shelf(inputs.text("storage"), listOf(inputs.text("node")), "iso")
        return shelf.seen(volume, lying(shelf, volume))?.let { SeedIdentity.on(it, identity) }
    }

    private fun plain(desired: Fields, ticket: CallContext): String =
        (desired.get("userData") as? Secret)?.let(ticket::reveal) ?: desired.text("userData")

    private companion object {
        const val SHOWN = 8
        val SHAPE: Schema = shape(
            mapOf(
                "name" to Field.of(Type.TEXT).mandatory(),
                "node" to Field.of(Type.TEXT).mandatory().replacing(),
                "storage" to Field.of(Type.TEXT).mandatory().replacing(),
                "userData" to Field.of(Type.ANY),
                "metaData" to Field.of(Type.TEXT).mandatory(),
                "network" to Field.of(Type.TEXT),
                "mac" to Field.of(Type.TEXT),
                "instance" to Field.of(Type.TEXT),
            ),
        ).lasting("volume", "mac", "instance").computed("mac", "instance")
            // Its name is part of the file's when it is first written, and says nothing of what it is.
            .reachedBy(PROXMOX, "name").within("proxmox.vm", Fate.INDEPENDENT)
    }
}
