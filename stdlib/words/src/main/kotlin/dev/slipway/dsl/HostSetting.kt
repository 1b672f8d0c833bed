package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey

/** A setting of the kernel of a machine over SSH. */
public class HostSetting internal constructor(key: TaskKey) : Part(key)

/** Configures a setting of the kernel. When its line is gone, it is as the system has it from the next start. */
public class HostSettingBlock internal constructor(host: String) : EffectBlock("host.sysctl", "$host:") {
    internal fun lower(key: TaskKey, name: String, value: String, reached: Fields, origin: Origin, into: Lowering) {
        if (!NAME.matches(name) || value.isBlank() || '\n' in value) {
            into.problem(
                "'$name = $value' is no setting of a kernel",
                "it has a name and a value of one line",
                "write one like sysctl(\"net.ipv4.ip_forward\", 1)",
                origin,
            )
        }
        val wanted = value.trim().replace(Regex("\\s+"), " ")
        into.add(Effect(key, Fields.of("host", reached, "key", name, "value", wanted), rules(), origin))
    }

    private companion object {
        val NAME = Regex("[a-z0-9_][A-Za-z0-9_./-]*")
    }
}
