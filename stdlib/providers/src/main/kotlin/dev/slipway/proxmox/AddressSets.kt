package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Text
import dev.slipway.model.Truth
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
import java.util.Optional
import java.util.concurrent.CompletionStage

/** Sets of addresses, which rules of firewalls name. */
public class AddressSets(private val clusters: Clusters) : Resource {
    override fun shape(): Shape = Shape.of(
        mapOf(
            "proxmox" to Field.of(Type.FIELDS).mandatory(),
            "name" to Field.of(Type.TEXT).mandatory().replacing(),
            "entries" to Field.of(Type.FIELDS).mandatory(),
        ),
    )

    override fun read(subject: Subject, ticket: Ticket): CompletionStage<Optional<Seen>> =
        clusters.look(subject, ticket, { clusterNeeds() }) { seen(subject.inputs().text("name")) }

    override fun foresee(steps: List<Prospect>, ticket: Ticket): CompletionStage<List<Obstacle>> =
        clusters.foreseen(steps, ticket, { clusterNeeds() })

    override fun create(desired: Fields, ticket: Ticket): CompletionStage<Seen> = clusters.work(desired, ticket) {
        val name = desired.text("name")
        val mark = Owner.tag(Owner.uuid(ticket.idempotencyKey()))
        val there = comment(name)
        if (there == null) {
            post("", SETS, Form.of("name" to name, "comment" to mark))
        } else if (there != mark) {
            throw Failure.Conflict("the set of addresses $name exists already", "plan again")
        }
        brought(desired)
    }

    override fun update(subject: Subject, desired: Fields, ticket: Ticket): CompletionStage<Seen> =
        clusters.work(desired, ticket) { brought(desired) }

    override fun delete(subject: Subject, ticket: Ticket): CompletionStage<Void> =
        clusters.work(subject.inputs(), ticket) {
            val name = subject.inputs().text("name")
            if (comment(name) != null) {
                entries(name).keys.forEach { delete("", path(name, it)) }
                delete("", path(name))
            }
        }.thenAccept { }

    /** What is new comes before what is old goes: nobody who should be in it is ever missing. */
    private suspend fun Api.brought(desired: Fields): Seen {
        val name = desired.text("name")
        val wanted = (desired.get("entries") as Fields).entries().associate { it.key to (it.value == Truth.TRUE) }
        val there = entries(name)
        wanted.forEach { (address, belongs) ->
            val flag = Form.of("nomatch" to !belongs)
            if (address !in there) {
                post("", path(name), flag + mapOf("cidr" to address))
            } else if (there[address] != belongs) {
                put("", path(name, address), flag)
            }
        }
        (there.keys - wanted.keys).forEach { delete("", path(name, it)) }
        return checkNotNull(seen(name)) { "it has just been there" }
    }

    private suspend fun Api.seen(name: String): Seen? = comment(name)?.let {
        val entries = entries(name).mapValues { Truth.of(it.value) }
        Seen(name, Fields(mapOf("name" to Text(name), "entries" to Fields(entries))))
    }

    private suspend fun Api.entries(name: String): Map<String, Boolean> =
        get("", path(name)).rows().associate { it.text("cidr") to !it.truth("nomatch") }

    private suspend fun Api.comment(name: String): String? =
        get("", SETS).rows().firstOrNull { it.text("name") == name }?.text("comment")

    private fun path(vararg parts: String) = SETS + Form.path(*parts)

    private companion object {
        const val SETS = "/cluster/firewall/ipset"
    }
}
