package dev.slipway.proxmox

import dev.slipway.dial.Dialer
import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.local.Machine
import dev.slipway.model.Fields
import dev.slipway.model.Secret
import dev.slipway.provide.Failure

/** Somebody with a script for this datacenter. */
fun Bed.machine() = Machine(dialer = dialer).also {
    it.secrets["env,vault:PVE_TOKEN"] = "root@pam!lab=${Bed.TOKEN}"
    it.secrets["env,vault:PVE_ROOT"] = "slipway"
    it.releasing = true
}

/** A script that reaches it with a token, and says more. */
fun Bed.script(more: ProxmoxBlock.() -> Unit = {}): () -> Unit = {
    proxmox("home") {
        endpoint = "https://10.0.3.11:8006"
        token = secret("PVE_TOKEN")
        ca = this@script.proxmox.text("ca")
        listOf("trinity", "neo", "niobe").forEach { node(it) }
        more()
    }
}

/** The fingerprint of what is shown at an address of the lab, as whoever is refused is told it. */
fun Bed.shown(address: String): String {
    val at = Fields.of(
        "name",
        "x",
        "endpoint",
        "https://127.0.0.1:${lab.port(address)}",
        "token",
        Secret.of("env:TOKEN"),
    )
    val refused = Clusters(Dialer.DIRECT).use { direct ->
        runCatching { direct.work(Fields.of("proxmox", at), errand) { get("", "/version") }.now() }
    }.exceptionOrNull() as Failure
    return checkNotNull(Regex("([0-9A-F]{2}:){31}[0-9A-F]{2}").find(refused.message)).value
}

/** What somebody else does behind our back. */
internal fun <T> Bed.behind(deed: suspend Api.() -> T): T =
    clusters.work(Fields.of("proxmox", proxmox), errand) { deed() }.now()
