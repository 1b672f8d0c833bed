package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Effect
import dev.slipway.model.Fields
import dev.slipway.model.Origin
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/**
 * A file from the network. Its digest is either given or remembered from the first time, in `slipway.lock` beside the
 * script; a file with another digest is refused.
 *
 * ```
 * val talosctl = download("https://example.org/talosctl-1.13.10") {
 *     to = "bin/talosctl"; mode = "0755"
 *     sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
 * }
 * ```
 */
public fun download(url: String, block: DownloadBlock.() -> Unit = {}): LocalFile {
    val origin = Origins.here()
    val said = DownloadBlock().apply(block)
    val path = said.to.ifEmpty { url.substringBefore('?').trimEnd('/').substringAfterLast('/') }
    val key = named("download", path)
    makes(key.name(), key, origin, "file")
    CurrentScript.cluster().declare { into -> said.lower(key, url, origin, into) }
    return LocalFile(key, path)
}

/** Configures a download. */
public class DownloadBlock internal constructor() : EffectBlock("download") {
    private val headers = linkedMapOf<String, Any>()

    /** Where it goes, below the script: `to = "bin/tool"`. Otherwise it is called as in its address. */
    public var to: String = ""
        set(value) {
            field = checkedOutput(value)
        }

    /** The SHA-256 digest that it must have, in hex: `sha256 = readFile("tool.sha256").trim()`. */
    public var sha256: String = ""
        set(value) {
            if (!Regex("[0-9a-fA-F]{64}").matches(value)) {
                CurrentScript.cluster().problem(
                    "'$value' is no SHA-256 digest",
                    "one has 64 hex digits",
                    "copy it again",
                )
            }
            field = value.lowercase()
        }

    /** Who may do what with it, in octal: `mode = "0755"`. */
    public var mode: String = "0644"
        set(value) {
            field = checkedMode(value)
        }

    /** A header of the request: `header("Authorization", text("Bearer ", secret("TOKEN")))`. */
    public fun header(name: String, value: Any) {
        headers[name] = value
    }

    internal fun lower(key: TaskKey, url: String, origin: Origin, into: Lowering) {
        checkAddress(url, sha256, origin, into)
        val what = linkedMapOf<String, Value>(
            "url" to StringValue(url),
            "path" to StringValue(key.name()),
            "mode" to StringValue(mode),
        )
        if (sha256.isNotEmpty()) {
            what["sha256"] = StringValue(sha256)
        }
        if (headers.isNotEmpty()) {
            what["headers"] =
                Fields(headers.mapValues { (name, value) -> into.value(value, "the header $name", origin) })
        }
        into.add(Effect(key, Fields(what), rules(), origin))
    }

    private fun checkAddress(url: String, sha256: String, origin: Origin, into: Lowering) {
        if (!Regex("https?://[^/\\s]+/\\S+").matches(url)) {
            into.problem("'$url' is no address to download from", "", "write one like https://example.org/tool", origin)
        } else if (url.startsWith("http:") && sha256.isEmpty() &&
            !Regex("http://(localhost|127\\.)\\S*").matches(url)
        ) {
            into.problem(
                "$url comes over plain HTTP without a digest",
                "it could be replaced on the way",
                "use https, or give its sha256",
                origin,
            )
        }
    }
}
