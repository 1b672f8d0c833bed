package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.StringValue
import dev.slipway.provide.ObjectRef
import dev.slipway.provide.ObservedObject

/**
 * What a seed says of who its machine is: the ID by which cloud-init knows an instance, and the MAC of the first card. Both
 * are made from the intent that creates the seed, and stay when the machine is renamed.
 */
internal object SeedIdentity {
    private const val INSTANCE = "instance"
    private const val MAC = "mac"
    private const val SHOWN = 8
    private val ADDRESS = Regex("([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")
    private val FIRST_LINE = Regex("^instance-id: (.*)\n")

    fun of(declared: Fields, intent: String): Fields {
        val uuid = VmOwnership.uuid(intent)
        val mac = uuid.takeLast(MAC_DIGITS).chunked(2).joinToString(":", "BC:24:11:").uppercase()
        return Fields.of(
            INSTANCE,
            declared.text(INSTANCE).ifEmpty { VmOwnership.MARK + uuid.take(SHOWN) },
            MAC,
            declared.text(MAC).ifEmpty { mac },
        )
    }

    fun on(seen: ObservedObject, identity: Fields): ObservedObject {
        val fields = listOf(INSTANCE, MAC).filter { identity.text(it).isNotEmpty() }
            .fold(seen.fields()) { all, name -> all.with(name, identity.get(name)) }
        return ObservedObject(seen.id(), fields, seen.tokens())
    }

    /** Before, both stood in the texts of the seed. */
    fun upgraded(recorded: ObjectRef): ObjectRef? {
        val inputs = recorded.inputs()
        val instance = FIRST_LINE.find(inputs.text("metaData"))?.groupValues?.get(1) ?: return null
        val mac = ADDRESS.find(inputs.text("network"))?.value.orEmpty()
        var now = inputs.with(INSTANCE, StringValue(instance))
            .with("metaData", StringValue(inputs.text("metaData").replace(FIRST_LINE, "")))
        var known = recorded.outputs().with(INSTANCE, StringValue(instance))
        if (mac.isNotEmpty()) {
            now = now.with(MAC, StringValue(mac.uppercase()))
                .with("network", StringValue(inputs.text("network").replace(mac, "{mac}")))
            known = known.with(MAC, StringValue(mac.uppercase()))
        }
        return ObjectRef(recorded.key(), recorded.id(), now, known)
    }

    private const val MAC_DIGITS = 6
}
