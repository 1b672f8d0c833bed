package dev.slipway.proxmox

import dev.slipway.model.Fields
import dev.slipway.model.Text
import dev.slipway.provide.Seen
import dev.slipway.provide.Subject

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
        val uuid = Owner.uuid(intent)
        val mac = uuid.takeLast(MAC_DIGITS).chunked(2).joinToString(":", "BC:24:11:").uppercase()
        return Fields.of(
            INSTANCE,
            declared.text(INSTANCE).ifEmpty { Owner.MARK + uuid.take(SHOWN) },
            MAC,
            declared.text(MAC).ifEmpty { mac },
        )
    }

    fun on(seen: Seen, identity: Fields): Seen {
        val fields = listOf(INSTANCE, MAC).filter { identity.text(it).isNotEmpty() }
            .fold(seen.fields()) { all, name -> all.with(name, identity.get(name)) }
        return Seen(seen.id(), fields, seen.tokens())
    }

    /** Before, both stood in the texts of the seed. */
    fun upgraded(recorded: Subject): Subject? {
        val inputs = recorded.inputs()
        val instance = FIRST_LINE.find(inputs.text("metaData"))?.groupValues?.get(1) ?: return null
        val mac = ADDRESS.find(inputs.text("network"))?.value.orEmpty()
        var now = inputs.with(INSTANCE, Text(instance))
            .with("metaData", Text(inputs.text("metaData").replace(FIRST_LINE, "")))
        var known = recorded.outputs().with(INSTANCE, Text(instance))
        if (mac.isNotEmpty()) {
            now = now.with(MAC, Text(mac.uppercase()))
                .with("network", Text(inputs.text("network").replace(mac, "{mac}")))
            known = known.with(MAC, Text(mac.uppercase()))
        }
        return Subject(recorded.key(), recorded.id(), now, known)
    }

    private const val MAC_DIGITS = 6
}
