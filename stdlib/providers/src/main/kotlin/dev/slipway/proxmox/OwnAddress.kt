package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.nat.Ip
import dev.slipway.provide.Failure
import dev.slipway.provide.Obstacle
import dev.slipway.provide.Operation
import dev.slipway.provide.PlannedStep

/** Whether a firewall of the cluster lets in who brings it up, by the address that this machine has toward the endpoint. */
internal object OwnAddress {
    /** What stands in the way of a firewall that would lock this machine out. */
    suspend fun obstacles(api: Api, steps: List<PlannedStep>): List<Obstacle> {
        val own = api.cluster.wire.ownAddress(api.connection.endpoint) ?: return listOf()
        return steps.filter { it.act() != Operation.DELETE && locksOut(it.inputs(), own) }.mapNotNull { step ->
            val near = near(api)
            Obstacle(
                step.key(),
                "the firewall of '${api.connection.name}' would not let this machine in",
                "it comes from $own, which is in no management network, in no rule for port 8006, and not in $near",
                "add management(\"$own\"); if it is translated on the way, add it beside the address that the nodes see",
            ).takeIf { near != null && !holds(near, own) }
        }
    }

    /** Whether nothing that is declared lets it in. */
    fun locksOut(inputs: Fields, own: String): Boolean {
        val options = inputs.get("options") as? Fields ?: Fields.NONE
        val isStrict = options.get("enable") == BoolValue.TRUE && options.text("policy_in") != "ACCEPT"
        return isStrict && inputs.list(MANAGEMENT).none { holds(it, own) } &&
            inputs.parts("rules").none { letsIn(it, own) }
    }

    private fun letsIn(rule: Fields, own: String): Boolean {
        val ports = rule.text("dport").split(',').map { it.split(':').map(String::toIntOrNull) }
        val isOfApi = rule.text("macro").isEmpty() && rule.text("proto") in setOf("", "tcp", "6") &&
            (rule.text("dport").isEmpty() || ports.any { API in (it.first() ?: 0)..(it.last() ?: 0) })
        val source = rule.text("source")
        return rule.text("type") == "group" ||
            (
                rule.text("type") == "in" && rule.text("action") == "ACCEPT" && rule.get("enable") != BoolValue.FALSE &&
                    isOfApi &&
                    (source.isEmpty() || source.split(',').any { holds(it, own) })
                )
    }

    /** The network of the node that is asked, which may always enter. */
    private suspend fun near(api: Api): String? = try {
        api.get("", "/nodes/localhost/network").rows().map { it.text("cidr") }
            .firstOrNull { it.substringBefore('/') == api.connection.endpoint.host }
    } catch (_: Failure) {
        null
    }

    /** Whether it is, or may be, in there: what a name stands for is not known here. */
    fun holds(place: String, address: String): Boolean {
        val own = Ip.read(address).orElse(null) ?: return true
        val ends = place.substringBefore('/').split('-').map { Ip.read(it).orElse(null) ?: return true }
        val bits = if (own.v6) V6 else V4
        val free = if ('/' in place) bits - (place.substringAfter('/').toIntOrNull() ?: bits) else 0
        return own.v6 == ends[0].v6 && ends[0].number.shiftRight(free) <= own.number.shiftRight(free) &&
            own.number.shiftRight(free) <= ends.last().number.shiftRight(free)
    }

    const val MANAGEMENT = "management"
    private const val API = 8006
    private const val V4 = 32
    private const val V6 = 128
}
