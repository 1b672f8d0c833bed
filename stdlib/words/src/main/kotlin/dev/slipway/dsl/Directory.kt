package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Origins
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.TaskKey

/** A directory of this machine. */
public class Directory internal constructor(
    key: TaskKey,
    /** Where it is: `directory("var/cache").path`. */
    public val path: String,
) : Part(key)

/**
 * A directory of this machine; one that is there already is taken over. What the script makes in it is made later. When
 * its line is gone, it is removed if it is empty.
 *
 * ```
 * directory("var/cache") { mode = "0700" }
 * ```
 */
public fun directory(path: String, block: DirectoryBlock.() -> Unit = {}): Directory {
    val origin = Origins.here()
    val said = DirectoryBlock().apply(block)
    val key = named("directory", local(path))
    CurrentScript.cluster().holds(path, key, origin)
    CurrentScript.cluster().declare { into ->
        into.add(Effect(key, Fields.of("path", path, "mode", said.mode), said.rules(), origin))
    }
    return Directory(key, path)
}

/** Configures a directory. */
public class DirectoryBlock internal constructor() : EffectBlock("directory") {
    init {
        adopt = true
    }

    /** Who may do what with it, in octal: `mode = "0700"`. */
    public var mode: String = "0755"
        set(value) {
            field = checkedMode(value)
        }
}
