package dev.slipway.proxmox

import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep
import dev.slipway.ssh.RevertTimer

/** Says before anything is done how a change that can cut off its own way is undone, or that it is not. */
internal fun Api.guards(steps: List<PlannedStep>, what: Guarded) {
    for (step in steps) {
        val inputs = step.inputs()
        val node = inputs.text("node").ifEmpty { "'${connection.name}'" }
        val thing = if (what == Guarded.NETWORK) "network" else "firewall"
        val hosts = hosts(inputs)
        val host = if (what == Guarded.CLUSTER) hosts.values.firstOrNull() else hosts[inputs.text("node")]
        if (what == Guarded.CLUSTER && step.act() == Operation.CREATE) {
            ticket.say("the firewall of $node is on for a minute, and stays on only if the nodes are reached again")
        } else if (host != null) {
            ticket.say(
                "${host.text(
                    "name",
                )} puts the $thing of $node back by itself after ${RevertTimer.SECONDS} s unless it " +
                    "is reached again (${what.revert.timer()}.timer)",
            )
        } else {
            ticket.say("the change of the $thing of $node $UNGUARDED")
        }
    }
}

/** The same of what the rules of all firewalls can name. */
internal suspend fun Api.nameGuards(steps: List<PlannedStep>) {
    val own = steps.filterNot { it.act() == Operation.CREATE && it.inputs().text("name") !in FirewallPlace.KNOWN }
    if (own.isEmpty() || isFirewallOff()) return
    val names = own.joinToString { "'${it.key().name()}'" }
    val host = hosts(own.first().inputs()).values.firstOrNull()
    ticket.say(
        if (host == null) {
            "the change of $names, which rules of the firewall can name, $UNGUARDED"
        } else {
            "${host.text("name")} puts $names in the firewall of '${connection.name}' back by itself after " +
                "${RevertTimer.SECONDS} s unless it is reached again (${Guarded.CLUSTER.revert.timer()}.timer)"
        },
    )
}

private const val UNGUARDED =
    "is not guarded: if it cuts you off, only the console of the host helps; declare the host " +
        "over SSH, with node(\"...\") { host = ... }"
