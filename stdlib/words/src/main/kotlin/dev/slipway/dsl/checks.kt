package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.model.Hasher
import dev.slipway.model.Printable
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey

/** The key of a task. An invalid name is one problem among others, and not the end of the script. */
internal fun named(kind: String, name: String): TaskKey = try {
    TaskKey(kind, name)
} catch (_: IllegalArgumentException) {
    CurrentScript.cluster().problem(
        "invalid name '${Printable.line(name).take(SHOWN)}'",
        "a name has 1 to 256 printable characters, and no line breaks",
        "correct or shorten it",
    )
    TaskKey(kind, "invalid-${Hasher.of(StringValue(name)).brief()}")
}

private const val SHOWN = 60

/** A path of this machine. Only a shell knows whose home a tilde is. */
internal fun local(path: String): String = CurrentScript.cluster().local(path)

/** Whether a task may leave a file here: below the script, where results can be kept and shared. */
internal fun checkedOutput(path: String): String {
    val cluster = CurrentScript.cluster()
    local(path)
    val steps = path.split('/')
    if (path.startsWith('/') || ".." in steps || path.isBlank() || path.endsWith('/')) {
        cluster.problem(
            "the output '$path' does not lie below the script",
            "results are kept by their place below the script",
            "write a relative path to a file, such as out/result.txt",
        )
    }
    return path.removePrefix("./")
}

/** A file mode in octal, such as 0644. */
internal fun checkedMode(mode: String): String {
    if (!Regex("0?[0-7]{3}").matches(mode)) {
        CurrentScript.cluster().problem(
            "'$mode' is no file mode",
            "a mode has three octal digits",
            "write one like 0644",
        )
    }
    return mode.padStart(4, '0')
}

/** A place on a machine over SSH, from its root. */
internal fun checkedPlace(path: String): String {
    if (!path.startsWith('/') || path.endsWith('/') || path.any { it.isISOControl() }) {
        CurrentScript.cluster().problem(
            "'$path' is no file of a host",
            "there is no directory of a script there, so that a path begins at the root",
            "write one like /etc/motd",
        )
    }
    return path
}
