package dev.slipway.proxmox

import dev.slipway.dsl.ProxmoxBlock
import dev.slipway.dsl.secret
import dev.slipway.local.Machine
import dev.slipway.model.Fields

/** A datacenter of the lab for scripts, in which somebody else may act too. */
internal class Stage(version: String, vararg more: Pair<String, String>) : AutoCloseable {
    val bed = Bed(version, more = more)
    val requests get() = bed.asked().size

    fun reach(block: ProxmoxBlock) = with(block) {
        endpoint = "https://10.0.3.11:8006"
        token = secret("PVE_TOKEN")
        ca = bed.proxmox.text("ca")
        listOf("trinity", "neo").forEach { node(it) }
    }

    fun machine(token: String = "root@pam!lab=${Bed.TOKEN}") = Machine(dialer = bed.dialer).also {
        it.secrets["env,vault:PVE_TOKEN"] = token
        it.releasing = true
    }

    fun <T> behind(deed: suspend Api.() -> T): T =
        bed.clusters.work(Fields.of("proxmox", bed.proxmox), bed.errand) { deed() }.now()

    override fun close() = bed.close()
}
