package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.StringValue
import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import dev.slipway.provide.InterruptedOperation
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Resource
import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type
import java.util.Optional
import java.util.concurrent.CompletionStage

/** What rules of firewalls name. All that is under such a name is ours; the mark stands in its comment. */
public class FirewallSetResource private constructor(private val clusters: Clusters, private val sort: SetSpec) :
    Resource {
    override fun shape(): Schema =
        guardedShape(mapOf("name" to Field.of(Type.TEXT).mandatory().replacing(), sort.field))

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.look(subject, ticket, { clusterNeeds() }) { seen(subject.inputs().text("name")) }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, { clusterNeeds() }) {
            nameGuards(it)
            listOf()
        }

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) {
            val name = desired.text("name")
            val mark = markOf(ticket.idempotencyKey())
            val there = comment(name)
            if (there != null && there != mark) {
                throw Failure.Conflict("the ${sort.what} $name exists already", "plan again")
            }
            guardedNames(desired, isNew = true) {
                if (there == null) post("", sort.path, FormParameters.of(sort.key to name, "comment" to mark))
                filled(desired)
            }
        }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) { guardedNames(desired, isNew = false) { filled(desired) } }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val name = subject.inputs().text("name")
            if (comment(name) != null) {
                guardedNames(subject.inputs(), isNew = false) {
                    with(sort) { fill(name, Fields.NONE) }
                    delete("", sort.path + FormParameters.path(name))
                }
            }
        }.thenAccept { }

    /** What bears another mark was made by somebody else meanwhile. */
    override fun recover(doubt: InterruptedOperation, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.work(doubt.subject().inputs(), ticket) {
            val name = doubt.subject().inputs().text("name")
            val isOurs = doubt.act() != Operation.CREATE || comment(name) == markOf(doubt.idempotencyKey())
            Optional.ofNullable(if (isOurs) seen(name) else null)
        }

    private suspend fun Api.filled(desired: Fields): ObservedObject {
        with(sort) { fill(desired.text("name"), desired) }
        return checkNotNull(seen(desired.text("name"))) { "it has just been there" }
    }

    private suspend fun Api.seen(name: String): ObservedObject? = comment(name)?.let {
        ObservedObject(
            name,
            Fields(
                mapOf(
                    "name" to StringValue(name),
                    sort.field.first to with(sort) {
                        content(name)
                    },
                ),
            ),
        )
    }

    /** The comment of one, or nothing where there is none. */
    private suspend fun Api.comment(name: String): String? =
        get("", sort.path).rows().firstOrNull { it.text(sort.key) == name }?.text("comment")

    public companion object {
        private fun markOf(intent: String) = VmOwnership.tag(VmOwnership.uuid(intent))

        /** Sets of addresses. */
        @JvmStatic
        public fun addresses(clusters: Clusters): Resource = FirewallSetResource(clusters, AddressSet)

        /** Rules under a name. */
        @JvmStatic
        public fun groups(clusters: Clusters): Resource = FirewallSetResource(clusters, SecurityGroup)
    }
}
