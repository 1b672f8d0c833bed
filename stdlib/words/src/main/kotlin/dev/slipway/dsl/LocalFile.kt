package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.FileContent
import dev.slipway.model.Origin
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** A file of this machine. */
public class LocalFile internal constructor(
    key: TaskKey,
    /** Where it is: `motd.path`. */
    public val path: String,
) : Part(key) {
    /** The SHA-256 digest of its content, in hex: `output("digest") { motd.sha256 }`. */
    public val sha256: Output<String> get() = field("sha256")
}

/**
 * A file of this machine with exactly this content; changes made outside Slipway are put back.
 *
 * ```
 * file("etc/motd") { content = "Welcome\n"; mode = "0644" }
 * file("bin/tool") { from = "tools/tool.sh"; mode = "0755" }
 * ```
 */
public fun file(path: String, block: FileBlock.() -> Unit): LocalFile {
    val origin = Origins.here()
    val said = FileBlock().apply(block)
    val key = named("file", local(path))
    makes(key.name(), key, origin, "file")
    CurrentScript.cluster().declare { into -> said.lower(key, origin, into) }
    return LocalFile(key, path)
}

/** Configures a file. */
public class FileBlock internal constructor() : EffectBlock("file") {
    private var given: Any? = null

    /** What is in it: `content = "Welcome\n"`. For what is not known yet or secret there is `content(...)`. */
    public var content: String
        get() = given as? String ?: ""
        set(value) {
            given = value
        }

    /** The file beside the script, or one that a task makes, whose content it gets: `from = "motd.txt"`. */
    public var from: String = ""
        set(value) {
            field = local(value)
        }

    /** Who may do what with it, in octal: `mode = "0755"`. Otherwise 0644, and 0600 for what is secret. */
    public var mode: String = ""
        set(value) {
            field = checkedMode(value)
        }

    /** What is in it, once that is known: `content(text("listen ", vm.address))`. */
    public fun content(value: Output<String>) {
        given = value
    }

    /** Sets the content, as a secret: `content(secret("TLS_KEY"))`. */
    public fun content(value: Secret) {
        given = value
    }

    internal fun lower(key: TaskKey, origin: Origin, into: Lowering) {
        val content = content(key.name(), origin, into)
        into.add(Effect(key, inputs(key.name(), content, mode), rules(), origin))
    }

    private fun content(path: String, origin: Origin, into: Lowering): Value {
        if ((given == null) == from.isEmpty()) {
            into.problem(
                if (given == null) "the file '$path' has no content" else "the file '$path' has content twice",
                "a file gets its content from 'content' or from 'from'",
                if (given == null) "add content = \"...\" or from = \"path\"" else "remove one of them",
                origin,
            )
        }
        return if (from.isEmpty()) into.value(given, "the content of '$path'", origin) else FileContent.of(from)
    }

    internal companion object {
        fun inputs(path: String, content: Value, mode: String): Fields {
            val said = mapOf("path" to StringValue(path), "content" to content)
            return Fields(if (mode.isEmpty()) said else said + ("mode" to StringValue(mode)))
        }
    }
}
