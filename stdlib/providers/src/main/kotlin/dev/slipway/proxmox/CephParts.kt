package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.CallContext
import dev.slipway.provide.Deadlines
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Obstacle
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Resource
import dev.slipway.provide.Schema
import java.util.Optional
import java.util.concurrent.CompletionStage

/** The parts of Ceph, of one sort. Each is there or not, so that one that was begun is found again by its name. */
public class CephParts private constructor(private val clusters: Clusters, private val sort: CephPartSpec) : Resource {
    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = Schema.OPEN.reachedBy(PROXMOX).holding(sort.data)

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(subject.inputs(), ticket) { Optional.ofNullable(seen(subject.inputs())) }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, ::cephNeeds)

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            seen(desired) ?: with(sort) { made(desired) }.let { certain(desired) }
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            with(sort) { changed(subject.inputs(), desired) }
            certain(desired)
        }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            if (seen(subject.inputs()) != null) {
                with(sort) { removed(subject.inputs()) }?.let { ticket.say(it) }
            }
        }.thenAccept { }

    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            Upid.of(doubt.handle())?.let { end(it) }
            Optional.ofNullable(seen(doubt.subject().inputs()))
        }

    private suspend fun Api.seen(inputs: Fields): ObservedObject? =
        with(sort) { found(inputs) }?.let { ObservedObject(inputs.text("name"), it.with("name", inputs.get("name"))) }

    /** A monitor that has come to the others keeps them busy for a moment, in which nobody gets an answer. */
    private suspend fun Api.certain(inputs: Fields): ObservedObject {
        repeat(LOOKS) {
            try {
                seen(inputs)?.let { return it }
            } catch (silent: Failure.Transient) {
                ticket.say("waits for an answer of Ceph: ${silent.message}")
            }
            if (ticket.cancelled()) return@repeat
            cluster.rest(PAUSE)
        }
        throw Failure.InDoubt(
            "${inputs.text("name")} of Ceph was created but cannot be found",
            "run again, to see what came of it",
        )
    }

    public companion object {
        private const val LOOKS = 10
        private const val PAUSE = 2_000L

        /** Ceph's configuration: which network it uses, how many copies it keeps. */
        @JvmStatic
        public fun config(clusters: Clusters): Resource = CephParts(clusters, CephConfig)

        /** Monitors, managers and metadata servers. */
        @JvmStatic
        public fun daemons(clusters: Clusters): Resource = CephParts(clusters, CephDaemon)

        /** Disks that are Ceph's. */
        @JvmStatic
        public fun disks(clusters: Clusters): Resource = CephParts(clusters, CephDisk)

        /** Pools, for disks of guests. */
        @JvmStatic
        public fun pools(clusters: Clusters): Resource = CephParts(clusters, CephPool)

        /** File systems. */
        @JvmStatic
        public fun files(clusters: Clusters): Resource = CephParts(clusters, CephFiles)
    }
}
