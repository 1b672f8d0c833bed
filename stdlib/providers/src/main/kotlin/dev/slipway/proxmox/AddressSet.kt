package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Truth
import dev.slipway.provide.Shape.Field
import dev.slipway.provide.Shape.Type

/** Addresses and networks, some of which may be said not to belong. */
internal object AddressSet : SetSort {
    override val what = "set of addresses"
    override val path = "/cluster/firewall/ipset"
    override val key = "name"
    override val field = "entries" to Field.of(Type.FIELDS).mandatory()

    override suspend fun Api.content(name: String) = Fields(entries(name).mapValues { Truth.of(it.value) })

    /** What is new comes before what is old goes: nobody who should be in it is ever missing. */
    override suspend fun Api.fill(name: String, desired: Fields) {
        val wanted = (desired.get("entries") as? Fields ?: Fields.NONE).entries()
            .associate { it.key to (it.value == Truth.TRUE) }
        val there = entries(name)
        wanted.forEach { (address, belongs) ->
            val flag = Form.of("nomatch" to !belongs)
            if (address !in there) {
                post("", path + Form.path(name), flag + mapOf("cidr" to address))
            } else if (there[address] != belongs) {
                put("", path + Form.path(name, address), flag)
            }
        }
        (there.keys - wanted.keys).forEach { delete("", path + Form.path(name, it)) }
    }

    private suspend fun Api.entries(name: String): Map<String, Boolean> =
        get("", path + Form.path(name)).rows().associate { it.text("cidr") to !it.truth("nomatch") }
}
