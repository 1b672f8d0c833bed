package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Listing
import dev.slipway.provide.Subject
import dev.slipway.provide.Ticket
import dev.slipway.provide.Token
import java.util.concurrent.CompletionStage
import java.util.concurrent.ConcurrentHashMap

/** The listings of storages: one request for what is shared, otherwise one for each node. */
internal class Shelves(private val clusters: Clusters) {
    private val asked = ConcurrentHashMap<String, Pair<Fields, Shelf>>()

    fun listing(subject: Subject): Listing {
        val shelf = Shelf.of(subject)
        val name = "proxmox:${(subject.inputs().get("proxmox") as? Fields)?.text("name")}/${shelf.name}"
        asked.putIfAbsent(name, subject.inputs() to shelf)
        return Listing(name, true)
    }

    fun list(listing: Listing, ticket: Ticket): CompletionStage<Map<String, Token>> {
        val (inputs, shelf) = asked.getValue(listing.name())
        return clusters.work(inputs, ticket) { contents(shelf).mapValues { shelf.token(it.value) } }
    }
}
