package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.ListValue
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type

/** Rules under a name, which firewalls use. All rules of a group are ours. */
internal object SecurityGroup : SetSpec {
    override val what = "security group"
    override val path = "/cluster/firewall/groups"
    override val key = "group"
    override val field = "rules" to Field.of(Type.ITEMS).mandatory()

    override suspend fun Api.content(name: String) = ListValue(chain(name).all().map { it.seen() })

    override suspend fun Api.fill(name: String, desired: Fields) {
        val rules = rules(desired)
        val chain = chain(name)
        chain.close(rules.size, chain.open(rules))
    }

    private fun Api.chain(name: String) = RuleList(this, "", path + FormParameters.path(name), "")
}

internal fun rules(desired: Fields): List<Rule> = (desired.get("rules") as? ListValue)?.values().orEmpty().map {
    Rule.of(it)
}
