package dev.slipway.proxmox

import dev.slipway.model.BoolValue
import dev.slipway.model.Fields
import dev.slipway.provide.Schema.Field
import dev.slipway.provide.Schema.Type

/** Addresses and networks, some of which may be said not to belong. */
internal object AddressSet : SetSpec {
    override val what = "set of addresses"
    override val path = "/cluster/firewall/ipset"
    override val key = "name"
    override val field = "entries" to Field.of(Type.FIELDS).mandatory()

    override suspend fun Api.content(name: String) = Fields(entries(name).mapValues { BoolValue.of(it.value) })

    /** What is new comes before what is old goes: nobody who should be in it is ever missing. */
    override suspend fun Api.fill(name: String, desired: Fields) {
        val wanted = (desired.get("entries") as? Fields ?: Fields.NONE).entries()
            .associate { it.key to (it.value == BoolValue.TRUE) }
        val there = entries(name)
        wanted.forEach { (address, belongs) ->
            val flag = FormParameters.of("nomatch" to !belongs)
            if (address !in there) {
                post("", path + FormParameters.path(name), flag + mapOf("cidr" to address))
            } else if (there[address] != belongs) {
                put("", path + FormParameters.path(name, address), flag)
            }
        }
        (there.keys - wanted.keys).forEach { delete("", path + FormParameters.path(name, it)) }
    }

    private suspend fun Api.entries(name: String): Map<String, Boolean> =
        get("", path + FormParameters.path(name)).rows().associate { it.text("cidr") to !it.truth("nomatch") }
}
