package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.model.TaskKey

/** The names that firewalls of a script declare: whatever uses one of them comes after it. */
internal class FirewallNames {
    val declared = mutableSetOf<TaskKey>()

    fun needed(rules: List<Map<String, Any>>): List<TaskKey> = rules.flatMap { rule ->
        val addresses = listOf("source", "dest").flatMap { rule[it]?.toString().orEmpty().split(',') }
        addresses.map { address ->
            val kind = if (address.startsWith("+")) "proxmox.firewall.ipset" else "proxmox.firewall.alias"
            kind to address.removePrefix("+").removePrefix("dc/")
        } + ("proxmox.firewall.group" to if (rule["type"] == "group") "${rule["action"]}" else "")
    }.filter { it.second.isNotBlank() }.map { (kind, name) -> TaskKey(kind, name) }.filter { it in declared }.distinct()

    companion object {
        fun here(): FirewallNames = CurrentScript.cluster().trait(FirewallNames::class.java, ::FirewallNames)
    }
}
