package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey

/** A service of a machine over SSH. */
public class HostService internal constructor(key: TaskKey) : Part(key)

/** Configures a service of systemd. When its line is gone, it is left as it is. */
public class HostServiceBlock internal constructor(host: String) : EffectBlock("host.service", "$host:") {
    private val given = mutableListOf<Any>()

    /** Whether it should run: `running = false`. */
    public var running: Boolean = true

    /** Whether it should start with the machine: `enabled = false`. */
    public var enabled: Boolean = true

    /** What it reads when it starts, such as its files; it is started anew when one of them changes: `reads(motd)`. */
    public fun reads(vararg values: Any) {
        given.addAll(values)
    }

    internal fun lower(key: TaskKey, service: String, reached: Fields, origin: Origin, into: Lowering) {
        if (!NAME.matches(service)) {
            into.problem("'$service' is no service", "units are not called that", "write one like nginx", origin)
        }
        val said = linkedMapOf("host" to reached, "name" to service, "running" to running, "enabled" to enabled)
        if (given.isNotEmpty()) said["reads"] = given
        val inputs = said.mapValues { into.value(it.value, "the ${it.key} of the service '$service'", origin) }
        into.add(Effect(key, Fields(inputs), rules(), origin))
    }

    private companion object {
        val NAME = Regex("[A-Za-z0-9_][A-Za-z0-9_.@:\\\\-]*")
    }
}
