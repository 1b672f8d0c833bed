package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.model.IntValue
import dev.slipway.provide.CallContext
import dev.slipway.provide.Containment.Fate
import dev.slipway.provide.Deadlines
import dev.slipway.provide.Failure
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject
import dev.slipway.provide.Obstacle
import dev.slipway.provide.PlannedStep
import dev.slipway.provide.Resource
import dev.slipway.provide.Schema
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type
import kotlinx.serialization.json.JsonObject
import java.util.Optional
import java.util.concurrent.CompletionStage

/**
 * A guest that HA keeps alive. Whether it should run is not said here: it is what it was when HA got it, and whoever starts
 * or stops it tells HA.
 */
public class HaResource(private val clusters: Clusters) : Resource {
    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Schema = shape(
        mapOf(
            "guest" to Field.of(Type.NUMBER).mandatory().replacing(),
            "restarts" to Field.of(Type.NUMBER).mandatory(),
            "relocates" to Field.of(Type.NUMBER).mandatory(),
            "nodes" to Field.of(Type.FIELDS).mandatory(),
            "only" to Field.of(Type.TRUTH).mandatory(),
            "back" to Field.of(Type.TRUTH).mandatory(),
            "active" to Field.of(Type.TRUTH).mandatory(),
            HaStores.STORES to Field.of(Type.ITEMS),
            HaStores.REACH to Field.of(Type.NUMBER),
        ),
    ).reachedBy(
        PROXMOX,
        HaStores.STORES,
        HaStores.REACH,
    ).unique("proxmox.name", "proxmox.endpoint", "guest").within("proxmox.vm", Fate.ORPHANED)

    override fun read(subject: ObjectRef, ticket: CallContext): CompletionStage<Optional<ObservedObject>> =
        clusters.look(subject, ticket, { haNeeds() }) { seen(subject.inputs()) }

    override fun foresee(steps: List<PlannedStep>, ticket: CallContext): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, { haNeeds() }) {
            HaStores.warn(this, it)
            listOf()
        }

    override fun create(desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) { brought(desired) }

    override fun update(subject: ObjectRef, desired: Fields, ticket: CallContext): CompletionStage<ObservedObject> =
        clusters.work(desired, ticket) { brought(desired) }

    override fun delete(subject: ObjectRef, ticket: CallContext): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val wish = wish(subject.inputs())
            if (version() >= NINE) {
                wish.removed(this)
            }
            resource(wish.id)?.let { delete("", RESOURCES + FormParameters.path(wish.id)) }
            if (version() < NINE) {
                wish.removed(this)
            }
        }.thenAccept { }

    private suspend fun Api.brought(desired: Fields): ObservedObject {
        val wish = wish(desired)
        val there = resource(wish.id)
        // In 8 the wish is a group that the guest is put into; in 9 it is a rule about a guest that is there already.
        if (version() < NINE) {
            wish.brought(this)
            keep(desired, wish, there)
            wish.cleared(this)
        } else {
            keep(desired, wish, there)
            wish.brought(this)
            wish.cleared(this)
        }
        return seen(desired) ?: throw Failure.Conflict("HA knows nothing of ${wish.id} again", "plan again")
    }

    private suspend fun Api.keep(desired: Fields, wish: HaPreference, there: JsonObject?) {
        val options = mapOf(
            "max_restart" to desired.whole("restarts", 1),
            "max_relocate" to desired.whole("relocates", 1),
        ) + if (version() >= NINE) mapOf("failback" to wish.returns) else wish.group
        if (there == null) {
            post("", RESOURCES, FormParameters.of(options + ("sid" to wish.id) + ("state" to state(desired))))
        } else {
            val revived = if (there.text("state") in DEAD) mapOf("state" to state(desired)) else mapOf()
            val gone = if (there.text("group").isNotEmpty() &&
                wish.nodes.isEmpty()
            ) {
                mapOf("delete" to "group")
            } else {
                mapOf()
            }
            put("", RESOURCES + FormParameters.path(wish.id), FormParameters.of(options + revived + gone))
        }
    }

    /** As the guest is now: HA neither starts nor stops it when it gets it. */
    private suspend fun Api.state(of: Fields): String {
        val found = found(of.whole("guest", 0), lately())
            ?: throw Failure.Conflict("the guest ${of.text("guest")} is gone", "plan again")
        return if (runs(found)) "started" else "stopped"
    }

    private suspend fun Api.seen(of: Fields): ObservedObject? {
        val wish = wish(of)
        val there = resource(wish.id) ?: return null
        val seen = wish.seen(this, there)
        return ObservedObject(
            wish.id,
            Fields(
                mapOf(
                    "guest" to of.get("guest"),
                    "restarts" to IntValue(there.whole("max_restart", 1)),
                    "relocates" to IntValue(there.whole("max_relocate", 1)),
                    "nodes" to Fields(seen.nodes.mapValues { IntValue(it.value) }),
                    "only" to BoolValue.of(seen.isStrict),
                    "back" to BoolValue.of(seen.returns),
                    "active" to BoolValue.of(there.text("state") !in DEAD),
                ),
            ),
        )
    }

    private suspend fun Api.resource(id: String) = shared("", RESOURCES).rows().firstOrNull { it.text("sid") == id }

    private fun wish(inputs: Fields) = HaPreference(
        inputs.whole("guest", 0),
        (inputs.get("nodes") as Fields).entries().associate { it.key to (it.value as IntValue).number() },
        inputs.get("only") == BoolValue.TRUE,
        inputs.get("back") == BoolValue.TRUE,
    )

    private companion object {
        const val RESOURCES = "/cluster/ha/resources"
        const val NINE = 9

        /** States in which HA does nothing for a guest. */
        val DEAD = setOf("ignored", "disabled")
    }
}
