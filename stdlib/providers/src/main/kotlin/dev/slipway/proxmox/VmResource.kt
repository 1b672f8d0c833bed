package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.CallContext
import dev.slipway.provide.DataRule
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
import java.util.Optional
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentHashMap

/** Virtual machines. Known by number and UUID; the node is where they happen to be. */
public class VmResource(private val clusters: Clusters) : Resource {
    private val listings = Listings.at("/guests", complete = false)

    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = SHAPE

    /** The one request whose answer shows all guests, with what is most often changed in them. */
    override fun listing(subject: ObjectRef): Optional<Listing> = Optional.of(listings.of(subject))

    override fun list(listing: Listing, ticket: CallContext): CompletionStage<Map<String, Token>> =
        clusters.work(listings[listing].first, ticket) {
            guests().associate { it.text("vmid") to VmState.token(it) }
        }

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) {
            val id = subject.id().toLongOrNull() ?: VmSpec(subject.inputs()).id
            val isNew = subject.id().isEmpty() && glimpsed().none { it.whole("vmid") == id }
            val found = id?.takeUnless { isNew }?.let { ours(it, subject.outputs().text("uuid"), glimpsed()) }
            Optional.ofNullable(found?.let { alive(it) }?.seen(VmSpec(subject.inputs(), subject.outputs())))
        }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::machineNeeds) {
            room(it) + fitting(it) + movable(it)
        }

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val wanted = VmSpec(desired)
            val uuid = VmOwnership.uuid(ticket.idempotencyKey())
            var isAgain = false
            val found = insisting({
                settled(wanted, wanted.id, lately()).also { guests() }
                isAgain = true
            }) {
                val rows = lately()
                madeBy(uuid, wanted, rows) ?: (if (isAgain) copiedBy(uuid, wanted, rows) else null)
                    ?: made(wanted, uuid, rows)
            }
            kept(found, wanted, uuid, null).seen(wanted)
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val wanted = VmSpec(desired, subject.outputs())
            val found = certain(subject)
            val before = VmSpec(subject.inputs())
            val moves = wanted.node != before.node && wanted.node != found.node
            val there = if (moves) migrated(found, wanted.node, wanted) else found
            if (there.isTemplate && !wanted.isTemplate) {
                throw Failure.Rejected("'${wanted.name}' is a template, and stays one", "copy it: cloneOf(...)")
            }
            kept(there, wanted, there.uuid, before).seen(wanted)
        }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            ours(subject.id().toLong(), subject.outputs().text("uuid"))?.let { unlocked(it) }?.let { found ->
                found.volumes.forEach { ticket.say("removes the volume $it") }
                if (runs(found)) {
                    carried { post(found.node, path(found.node, found.id, "status", "stop")) }
                }
                val there = again(found)
                carried { delete(there.node, path(there.node, there.id), FormParameters.of("purge" to true)) }
                cluster.lately.forget()
            }
        }.thenAccept { }

    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            val wanted = VmSpec(doubt.subject().inputs(), doubt.subject().outputs())
            Upid.of(doubt.handle())?.let { end(it) }
            val id = doubt.subject().id().toLongOrNull() ?: wanted.id
            val found = if (doubt.act() == Operation.CREATE) {
                val uuid = VmOwnership.uuid(doubt.idempotencyKey())
                settled(wanted, id, guests())
                val rows = guests()
                (madeBy(uuid, wanted, rows) ?: copiedBy(uuid, wanted, rows))?.let { claimed(it, uuid) }
            } else {
                guests().of(id)?.let {
                    active(
                        it.text("node"),
                        "vmid" to it.whole("vmid"),
                    )
                }
                id?.let { ours(it, doubt.subject().outputs().text("uuid")) }
            }
            Optional.ofNullable(found?.let { it.with(runs = runs(it)) }?.seen(wanted))
        }

    private suspend fun Api.kept(from: VmState, wanted: VmSpec, uuid: String, before: VmSpec?): VmState {
        var now = from
        return insisting({
            active(now.node, "vmid" to now.id)
            now = again(now)
        }) { brought(now, wanted, uuid, RemovedOptions(before, wanted)) }
    }

    private suspend fun Api.certain(subject: ObjectRef): VmState =
        ours(subject.id().toLong(), subject.outputs().text("uuid")) ?: throw Failure.Conflict(
            "the guest ${subject.id()} is gone, or another machine has its number",
            "plan again",
        )

    private companion object {
        val SHAPE: Schema = shape(
            GuestOption.ALL.associate { it.input to Field.of(it.type) } +
                mapOf(
                    "name" to Field.of(Type.TEXT).mandatory(),
                    "node" to Field.of(Type.TEXT).mandatory(),
                    "id" to Field.of(Type.NUMBER).replacing(),
                    "disks" to Field.of(Type.FIELDS),
                    "nics" to Field.of(Type.ITEMS),
                    "uefi" to Field.of(Type.FIELDS),
                    "tpm" to Field.of(Type.FIELDS),
                    "pci" to Field.of(Type.ITEMS),
                    "usb" to Field.of(Type.ITEMS),
                    "bootOrder" to Field.of(Type.ITEMS),
                    "raw" to Field.of(Type.FIELDS),
                    "tags" to Field.of(Type.ITEMS).inAnyOrder(),
                    "running" to Field.of(Type.TRUTH),
                    "template" to Field.of(Type.TRUTH),
                    "marked" to Field.of(Type.TRUTH).internal("the tag that says that it is Slipway's is missing"),
                    "clone" to Field.of(Type.FIELDS),
                    "reboot" to Field.of(Type.TRUTH),
                    "pool" to Field.of(Type.TEXT),
                ),
        ).lasting("id", "uuid").computed("id", "nics.*.mac", "serial").held("running", false).movable("node")
            .unique("proxmox.name", "proxmox.endpoint", "id")
            .holding(DataRule.parts("disks", "image").alsoSeen("volumes", "clone"))
    }
}
