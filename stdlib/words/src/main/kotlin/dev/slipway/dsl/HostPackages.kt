package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey

/** Packages of a machine over SSH. */
public class HostPackages internal constructor(key: TaskKey) : Part(key)

/** Configures packages of Debian and its kin. Those whose line is gone stay where they are. */
public class HostPackagesBlock internal constructor(host: String) : EffectBlock("host.packages", "$host:") {
    internal fun lower(key: TaskKey, names: List<String>, reached: Fields, origin: Origin, into: Lowering) {
        if (names.isEmpty()) {
            into.problem("packages() names none", "so it installs nothing", "name one, or remove it", origin)
        }
        names.filterNot { NAME.matches(it) }.forEach {
            into.problem("'$it' is no package", "it is a name alone, without a version", "write one like nginx", origin)
        }
        into.add(Effect(key, Fields.of("host", reached, "names", names.distinct().sorted()), rules(), origin))
    }

    private companion object {
        val NAME = Regex("[a-z0-9][a-z0-9+.-]+")
    }
}
