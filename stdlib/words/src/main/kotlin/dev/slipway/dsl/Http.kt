package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Fields
import dev.slipway.model.IntValue
import dev.slipway.model.Observe
import dev.slipway.model.Origin
import dev.slipway.model.StringValue
import dev.slipway.model.TaskKey
import dev.slipway.model.Value

/** An answer from the network, as it was seen in this run. */
public class Http internal constructor(key: TaskKey) : Part(key) {
    /** The status of the answer: `output("status") { health.status }`. */
    public val status: Output<Int> get() = field("status")

    /** The text of the answer, of a long one the beginning: `output("answer") { health.body }`. */
    public val body: Output<String> get() = field("body")
}

/**
 * Asks a web server, in each run, and fails when the answer is not as expected. A plan asks it only when all that comes
 * before is done.
 *
 * ```
 * val health = http("https://api.home.example/health") { contains("ok") }
 * ```
 */
public fun http(url: String, block: HttpBlock.() -> Unit = {}): Http {
    val origin = Origins.here()
    val said = HttpBlock().apply(block)
    val key = named("http", url)
    CurrentScript.cluster().declare { into -> said.lower(key, origin, into) }
    return Http(key)
}

/** Configures an HTTP request. */
public class HttpBlock internal constructor() : TaskBlock() {
    private val headers = linkedMapOf<String, Any>()
    private var part = ""

    /** The status that the answer must have: `status = 204`. */
    public var status: Int = 200
        set(value) {
            if (value !in 100..599) {
                CurrentScript.cluster().problem("a status of $value", "statuses are 100 to 599", "correct the number")
            }
            field = value
        }

    /** What must occur in the answer: `contains("ok")`. */
    public fun contains(text: String) {
        part = text
    }

    /** A header of the request: `header("Authorization", text("Bearer ", secret("TOKEN")))`. */
    public fun header(name: String, value: Any) {
        headers[name] = value
    }

    internal fun lower(key: TaskKey, origin: Origin, into: Lowering) {
        if (!Regex("https?://\\S+").matches(key.name())) {
            into.problem("'${key.name()}' is no web address", "", "write one like https://example.org/", origin)
        }
        val what = linkedMapOf<String, Value>("url" to StringValue(key.name()), "status" to IntValue(status.toLong()))
        if (part.isNotEmpty()) {
            what["contains"] = StringValue(part)
        }
        if (headers.isNotEmpty()) {
            what["headers"] =
                Fields(headers.mapValues { (name, value) -> into.value(value, "the header $name", origin) })
        }
        into.add(Observe(key, Fields(what), rules(), origin))
    }
}
