package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Effect
import dev.slipway.model.FieldPath
import dev.slipway.model.Fields
import dev.slipway.model.FileContent
import dev.slipway.model.Origin
import dev.slipway.model.Pure
import dev.slipway.model.Ref
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions

/**
 * A file made from another one, in which `{{name}}` stands for a value. A name without a value, or a value that is not
 * used, is an error.
 *
 * ```
 * template("etc/nginx.conf") { from = "nginx.conf.template"; value("port", 8080) }
 * ```
 */
public fun template(path: String, block: TemplateBlock.() -> Unit): LocalFile {
    val origin = Origins.here()
    val said = TemplateBlock().apply(block)
    val key = named("file", local(path))
    makes(key.name(), key, origin, "file")
    CurrentScript.cluster().declare { into -> said.lower(key, origin, into) }
    return LocalFile(key, path)
}

/** Configures a file made from a template. */
public class TemplateBlock internal constructor() :
    EffectBlock("file"),
    CacheChoice {
    private val values = linkedMapOf<String, Any>()

    /** The file with the placeholders, beside the script: `from = "nginx.conf.template"`. */
    public var from: String = ""
        set(value) {
            field = local(value)
        }

    /** Who may do what with the file, in octal: `mode = "0640"`. */
    public var mode: String = ""
        set(value) {
            field = checkedMode(value)
        }

    /** For whom the text is kept: `cache = off` (default: `shared`, because it depends on nothing undeclared). */
    public var cache: Cache = Cache.Shared

    /** What stands for `{{name}}`, which may be an output or a secret: `value("port", 8080)`. */
    public fun value(name: String, value: Any) {
        values[name] = value
    }

    internal fun lower(key: TaskKey, origin: Origin, into: Lowering) {
        if (from.isEmpty()) {
            into.problem("the template '${key.name()}' has no source", "", "add from = \"path\"", origin)
        }
        val lowered = Fields(values.mapValues { (name, value) -> into.value(value, "the value '$name'", origin) })
        val inputs = Fields(mapOf("source" to FileContent.of(from), "values" to lowered))
        val rendered =
            Pure(TaskKey("template", key.name()), inputs, listOf(), TaskOptions.NONE.cache(cache.scope), origin)
        into.add(rendered)
        val text = Ref(rendered.key(), FieldPath.of("text"))
        into.add(Effect(key, FileBlock.inputs(key.name(), text, mode), rules(), origin))
    }
}
