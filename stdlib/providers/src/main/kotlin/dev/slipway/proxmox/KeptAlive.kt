package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Truth
import dev.slipway.model.Whole
import dev.slipway.provide.Containment.Fate
import dev.slipway.provide.Deadlines
import dev.slipway.provide.Failure
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Prospect
import dev.slipway.provide.Resource
import dev.slipway.provide.Seen
import dev.slipway.provide.Shape
import dev.slipway.provide.Shape.Field
import dev.slipway.provide.Shape.Type
import dev.slipway.provide.Subject
import dev.slipway.provide.Ticket
import kotlinx.serialization.json.JsonObject
import java.util.Optional
import java.util.concurrent.CompletionStage

/**
 * A guest that HA keeps alive. Whether it should run is not said here: it is what it was when HA got it, and whoever starts
 * or stops it tells HA.
 */
public class KeptAlive(private val clusters: Clusters) : Resource {
    override fun deadlines(): Deadlines = Deadlines.LONG

    override fun shape(): Shape = shape(
        mapOf(
            "guest" to Field.of(Type.NUMBER).mandatory().replacing(),
            "restarts" to Field.of(Type.NUMBER).mandatory(),
            "relocates" to Field.of(Type.NUMBER).mandatory(),
            "nodes" to Field.of(Type.FIELDS).mandatory(),
            "only" to Field.of(Type.TRUTH).mandatory(),
            "back" to Field.of(Type.TRUTH).mandatory(),
            "active" to Field.of(Type.TRUTH).mandatory(),
        ),
    ).unique("proxmox.name", "proxmox.endpoint", "guest").within("pve.vm", Fate.ORPHANED)

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.look(subject, ticket, { haNeeds() }) { seen(subject.inputs()) }

    override fun foresee(steps: List<Prospect>, ticket: Ticket): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, { haNeeds() })

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        clusters.work(desired, ticket) { brought(desired) }

    override fun update(subject: Subject, desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        clusters.work(desired, ticket) { brought(desired) }

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val wish = wish(subject.inputs())
            if (version() >= NINE) {
                wish.removed(this)
            }
            resource(wish.id)?.let { delete("", RESOURCES + Form.path(wish.id)) }
            if (version() < NINE) {
                wish.removed(this)
            }
        }.thenAccept { }

    private suspend fun Api.brought(desired: Fields): Seen {
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

    private suspend fun Api.keep(desired: Fields, wish: NodeWish, there: JsonObject?) {
        val options = mapOf(
            "max_restart" to desired.whole("restarts", 1),
            "max_relocate" to desired.whole("relocates", 1),
        ) + if (version() >= NINE) mapOf("failback" to wish.returns) else wish.group
        if (there == null) {
            post("", RESOURCES, Form.of(options + ("sid" to wish.id) + ("state" to state(desired))))
        } else {
            val revived = if (there.text("state") in DEAD) mapOf("state" to state(desired)) else mapOf()
            val gone = if (there.text("group").isNotEmpty() &&
                wish.nodes.isEmpty()
            ) {
                mapOf("delete" to "group")
            } else {
                mapOf()
            }
            put("", RESOURCES + Form.path(wish.id), Form.of(options + revived + gone))
        }
    }

    /** As the guest is now: HA neither starts nor stops it when it gets it. */
    private suspend fun Api.state(of: Fields): String {
        val found = found(of.whole("guest", 0), lately())
            ?: throw Failure.Conflict("the guest ${of.text("guest")} is gone", "plan again")
        return if (runs(found)) "started" else "stopped"
    }

    private suspend fun Api.seen(of: Fields): Seen? {
        val wish = wish(of)
        val there = resource(wish.id) ?: return null
        val seen = wish.seen(this, there)
        return Seen(
            wish.id,
            Fields(
                mapOf(
                    "guest" to of.get("guest"),
                    "restarts" to Whole(there.whole("max_restart", 1)),
                    "relocates" to Whole(there.whole("max_relocate", 1)),
                    "nodes" to Fields(seen.nodes.mapValues { Whole(it.value) }),
                    "only" to Truth.of(seen.isStrict),
                    "back" to Truth.of(seen.returns),
                    "active" to Truth.of(there.text("state") !in DEAD),
                ),
            ),
        )
    }

    private suspend fun Api.resource(id: String) = shared("", RESOURCES).rows().firstOrNull { it.text("sid") == id }

    private fun wish(inputs: Fields) = NodeWish(
        inputs.whole("guest", 0),
        (inputs.get("nodes") as Fields).entries().associate { it.key to (it.value as Whole).number() },
        inputs.get("only") == Truth.TRUE,
        inputs.get("back") == Truth.TRUE,
    )

    private companion object {
        const val RESOURCES = "/cluster/ha/resources"
        const val NINE = 9

        /** States in which HA does nothing for a guest. */
        val DEAD = setOf("ignored", "disabled")
    }
}
