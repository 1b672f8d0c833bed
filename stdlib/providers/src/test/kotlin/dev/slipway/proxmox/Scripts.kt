package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.proxmox
import dev.slipway.dsl.secret
import dev.slipway.local.Machine
import dev.slipway.model.Fields

/** Somebody with a script for this datacenter. */
fun Bed.machine() = Machine(dialer = dialer).also {
    it.secrets["env,vault:PVE_TOKEN"] = "root@pam!lab=${Bed.TOKEN}"
    it.secrets["env,vault:PVE_ROOT"] = "slipway"
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

/** What somebody else does behind our back. */
internal fun <T> Bed.behind(deed: suspend Api.() -> T): T =
    clusters.work(Fields.of("proxmox", proxmox), errand) { deed() }.now()
