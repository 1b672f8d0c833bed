package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.CallContext
import dev.slipway.provide.Deadlines
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
import java.nio.file.Path
import java.util.Optional
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage

/** Images that disks are made from: once on a storage that nodes share, otherwise on each node that needs it. */
public class Images(private val clusters: Clusters, private val root: Path) : Resource {
    private val shelves = shelves()

    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = SHAPE

    override fun listing(subject: ObjectRef): Optional<Listing> = Optional.of(shelves.of(subject))

    override fun list(listing: Listing, ticket: CallContext): CompletionStage<Map<String, Token>> =
        clusters.list(shelves, listing, ticket)

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.look(subject, ticket, ::fileNeeds) {
            val image = Image(subject.inputs())
            val look: suspend Api.(String, List<String>, String) -> StorageFiles? =
                if (subject.isNew) Api::shelfSoFar else Api::shelf
            look(image.storage, image.nodes, image.content)?.let { it.seen(image.volume, lying(it, image.volume)) }
        }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::fileNeeds)

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) { brought(Image(desired), root, compares = true) }

    /** The new image first; what was made from the one before does not need it any more. */
    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val seen = brought(Image(desired), root, compares = false)
            val before = StorageFiles.of(subject)
            val kept = if (subject.id() == seen.id()) Image(desired).nodes.toSet() else setOf()
            if (!before.shared || kept.isEmpty()) {
                everywhere(before.asked - kept) { removed(it, before.storage, subject.id()) }
            }
            seen
        }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val shelf = StorageFiles.of(subject)
            everywhere(shelf.asked) { removed(it, shelf.storage, subject.id()) }
        }.thenAccept { }

    /** To bring it again is harmless once nobody is at it any more. As long as the image before it lies there, it is that. */
    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            val image = Image(doubt.subject().inputs())
            everywhere(image.nodes) { node ->
                listOf("download", "imgcopy").forEach { kind -> active(node, "typefilter" to kind) }
            }
            val before = if (doubt.act() == Operation.UPDATE) doubt.subject().id() else ""
            val shelf = StorageFiles.of(doubt.subject())
            if (before in listOf("", image.volume)) null else shelf.seen(before, lying(shelf, before))
        }.thenCompose { before ->
            if (before == null) {
                read(doubt.subject(), ticket)
            } else {
                CompletableFuture.completedStage(Optional.of(before))
            }
        }

    private companion object {
        val SHAPE: Schema = shape(
            mapOf(
                "nodes" to Field.of(Type.ITEMS).mandatory().inAnyOrder(),
                "file" to Field.of(Type.CONTENT),
                "storage" to Field.of(Type.TEXT).mandatory().replacing(),
            ) + listOf("name", "format").associateWith { Field.of(Type.TEXT).mandatory() } +
                listOf("url", "sha256", "filename").associateWith { Field.of(Type.TEXT) },
        )
    }
}
