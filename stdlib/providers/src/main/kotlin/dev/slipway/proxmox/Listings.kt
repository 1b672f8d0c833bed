package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.provide.Listing
import dev.slipway.provide.ObjectRef
import java.util.concurrent.ConcurrentHashMap

/** Answers that show many things of a cluster at once, each with how it is asked for: as one of these things is. */
internal class Listings<T>(private val complete: Boolean = true, private val what: (ObjectRef) -> Pair<String, T>) {
    private val asked = ConcurrentHashMap<String, Pair<Fields, T>>()

    fun of(subject: ObjectRef): Listing {
        val (path, detail) = what(subject)
        val cluster = subject.inputs().get(PROXMOX) as? Fields
        val name = "proxmox:${cluster?.text("name")} ${cluster?.text("endpoint")}$path"
        asked.putIfAbsent(name, subject.inputs() to detail)
        return Listing(name, complete)
    }

    /** The inputs of one of them, and what else is to be known to ask. */
    operator fun get(listing: Listing): Pair<Fields, T> = asked.getValue(listing.name())

    companion object {
        /** One that is complete shows all that there is, also to whoever may see only a part. */
        fun at(path: String, complete: Boolean = true) = Listings(complete) { path to path }
    }
}
