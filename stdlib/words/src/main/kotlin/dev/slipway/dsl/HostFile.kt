package dev.slipway.dsl

import dev.slipway.evaluate.Lowering
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.FileContent
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey

/** A file of a machine over SSH. */
public class HostFile internal constructor(
    key: TaskKey,
    /** Where it is: `motd.path`. */
    public val path: String,
) : Part(key) {
    /** The SHA-256 digest of its content, in hex, unless that is secret: `output("digest") { motd.sha256 }`. */
    public val sha256: Output<String> get() = field("sha256")
}

/** Configures a file of a machine over SSH. */
public class HostFileBlock internal constructor(host: String) : EffectBlock("host.file", "$host:") {
    private var given: Any? = null

    /** What is in it: `content = "Welcome\n"`. For what is not known yet or secret there is `content(...)`. */
    public var content: String
        get() = given as? String ?: ""
        set(value) {
            given = value
        }

    /** The file beside the script, or one that a task makes, whose content it gets: `from = "site.conf"`. */
    public var from: String = ""
        set(value) {
            field = local(value)
        }

    /** Who may do what with it, in octal: `mode = "0755"`. Otherwise 0644, and 0600 for what is secret. */
    public var mode: String = ""
        set(value) {
            field = checkedMode(value)
        }

    /** Its owner, with or without the group: `owner = "www-data:www-data"`. By default the user that writes it. */
    public var owner: String = ""

    /** What is in it, once that is known: `content(text("listen ", vm.address))`. */
    public fun content(value: Output<String>) {
        given = value
    }

    /** Sets the content, as a secret: `content(secret("TLS_KEY"))`. */
    public fun content(value: Secret) {
        given = value
    }

    internal fun lower(key: TaskKey, path: String, reached: Fields, origin: Origin, into: Lowering) {
        if ((given == null) == from.isEmpty()) {
            into.problem(
                "the file '${key.name()}' has ${if (given == null) "no content" else "content twice"}",
                "a file gets its content from 'content' or from 'from'",
                if (given == null) "add content = \"...\" or from = \"path\"" else "remove one of them",
                origin,
            )
        }
        if (owner.isNotEmpty() && !OWNER.matches(owner)) {
            into.problem(
                "'$owner' is no owner",
                "it has a user, and perhaps a group",
                "write one like root:adm",
                origin,
            )
        }
        val content =
            if (from.isEmpty()) into.value(given, "the content of '${key.name()}'", origin) else FileContent.of(from)
        val said = mapOf("host" to reached, "path" to path, "mode" to mode, "owner" to owner).filterValues { it != "" }
        val inputs = Fields(said.mapValues { into.value(it.value, "the ${it.key} of a file", origin) })
        into.add(Effect(key, inputs.with("content", content), rules(), origin))
    }

    private companion object {
        val OWNER = Regex("[A-Za-z0-9_][A-Za-z0-9._-]*(:[A-Za-z0-9_][A-Za-z0-9._-]*)?")
    }
}
