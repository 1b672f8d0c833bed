package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Secret
import java.net.URI

/** How a cluster is reached, as the words say it; what is secret of it only by reference. */
internal data class Connection(val inputs: Fields) {
    val name: String get() = inputs.text("name")
    val endpoint: URI get() = URI.create(inputs.text("endpoint"))
    val user: String get() = inputs.text("user").ifEmpty { "root@pam" }
    val token: Secret? get() = inputs.get("token") as? Secret
    val password: Secret? get() = inputs.get("password") as? Secret
    val authority: String get() = inputs.text("ca")
    val pins: List<String> get() = inputs.list("pins")

    /** The node that answers for the cluster as a whole, where that is known. */
    val door: String get() = inputs.text("door")

    /** Where a node answers itself; otherwise everything goes through the endpoint. */
    fun of(node: String): URI = (inputs.get("nodes") as? Fields)
        ?.text(node)
        ?.takeIf { it.isNotEmpty() }
        ?.let(URI::create) ?: endpoint
}
