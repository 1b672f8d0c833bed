package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.provide.CallContext
import dev.slipway.provide.Failure
import kotlinx.coroutines.future.await
import kotlinx.serialization.json.JsonElement

/** A host that is to be in a cluster, as the cluster and the host itself see it. */
internal class ClusterJoin(
    private val clusters: Clusters,
    private val inputs: Fields,
    private val ticket: CallContext,
) {
    private val node = inputs.text("node")
    private val name = inputs.text("cluster")

    /** The host itself, whose users and certificate are its own as long as it is alone. */
    private val self: Fields get() = Fields.of("proxmox", inputs.get("self"))

    private suspend fun <T> onSelf(work: suspend Api.() -> T): T = clusters.work(self, ticket, work).await()

    /** Whether the cluster has it, and it answers there. */
    suspend fun Api.isMember(): Boolean = isAmong(shared("", MEMBERS))

    private fun isAmong(members: JsonElement?) =
        members.rows().any { it.text("name").ifEmpty { it.text("node") } == node }

    /** Refuses a host that could only be joined by losing something, or that is another one. Says whether it is in already. */
    suspend fun isIn(): Boolean {
        val (status, guests) = onSelf {
            get(node, "/cluster/status").rows() to
                get(node, "/cluster/resources", FormParameters.of("type" to "vm")).rows()
        }
        val found = status.firstOrNull { it.truth("local") } ?: status.firstOrNull { it.text("type") == "node" }
        val other = status.firstOrNull { it.text("type") == "cluster" }
        if (found.text("name") != node) {
            throw Failure.Rejected("the host that answers for $node is called '${found.text("name")}'", "correct it")
        } else if (other != null && other.text("name") != name) {
            throw Failure.Rejected(
                "$node belongs to the cluster '${other.text("name")}', and not to '$name'",
                "take it out of that cluster first, or leave it out here",
            )
        } else if (other == null && guests.isNotEmpty()) {
            val names = guests.joinToString { "${it.text("vmid")} (${it.text("name")})" }
            throw Failure.Rejected(
                "$node has guests, and loses what it knows of them when it joins '$name': $names",
                "move them away or back them up, remove them, and run again",
            )
        }
        return other != null
    }

    /** Begins it, unless it goes on already; says the name of its task. */
    suspend fun begin(first: JsonElement): String {
        val secret = (inputs.get("proxmox") as? Fields)?.get("password") as? Secret
            ?: throw Failure.Rejected("joining $node takes the password of root@pam", "say root = secret(\"...\")")
        val form = linkedMapOf(
            "hostname" to first.text("pve_addr").ifEmpty { first.text("ring0_addr") },
            "fingerprint" to first.text("pve_fp"),
            "password" to ticket.reveal(secret),
        )
        inputs.text("link").takeIf { it.isNotEmpty() }?.let { form["link0"] = it }
        return onSelf {
            underWay()
                ?: post(node, "/cluster/config/join", FormParameters.of(form)).alone().also {
                    ticket.handle(it).await()
                }
        }
    }

    private suspend fun Api.underWay(): String? = get(
        node,
        FormParameters.path("nodes", node, "tasks"),
        FormParameters.of(
            "typefilter" to "clusterjoin",
            "source" to "active",
        ),
    )
        .rows().map { it.text("upid") }.firstOrNull { it.isNotEmpty() }

    /**
     * Waits until the cluster has it. The host is not heard any more in the middle of it: its users, its certificate and
     * its keys are those of the cluster then. Only if it says that it failed, it has: says why, or nothing.
     */
    suspend fun Api.end(task: String): String? = restarting { awaited(task) }

    private suspend fun Api.awaited(task: String): String? {
        repeat(LOOKS) {
            val status = get("", "/cluster/status").rows()
            val isHere = isAmong(get("", MEMBERS)) && status.any { it.text("name") == node && it.truth("online") }
            if (isHere && status.any { it.text("type") == "cluster" && it.truth("quorate") }) {
                return null
            }
            failed(task)?.let { return it }
            if (ticket.cancelled()) {
                throw Failure.InDoubt("cancelled while $node joins '$name'", "run again to await its end")
            }
            cluster.rest(PAUSE)
        }
        throw Failure.InDoubt(
            "$node does not show up in '$name'",
            "see the log of the task on $node itself, and whether the hosts reach each other by UDP 5405 to 5412",
        )
    }

    private suspend fun failed(task: String): String? {
        val upid = Upid.of(task) ?: return null
        val path = FormParameters.path("nodes", node, "tasks", task, "status")
        val status = try {
            onSelf { once(node, path) }
        } catch (_: Failure) {
            return null // it restarts its services, or knows us no more
        }
        val end = status.text("exitstatus")
        return end.takeIf { status.text("status") == "stopped" && !isGood(it) && it != "unexpected status" }
            ?.let { "${upid.kind}: $it" }
    }

    private companion object {
        const val MEMBERS = "/cluster/config/nodes"
        const val LOOKS = 300
        const val PAUSE = 1_000L
    }
}
