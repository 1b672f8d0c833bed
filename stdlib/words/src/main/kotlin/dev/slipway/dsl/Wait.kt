package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.Lowering
import dev.slipway.evaluate.Origins
import dev.slipway.model.Fields
import dev.slipway.model.IntValue
import dev.slipway.model.ListValue
import dev.slipway.model.Observe
import dev.slipway.model.Origin
import dev.slipway.model.TaskKey
import dev.slipway.model.Value
import kotlin.time.Duration

/** Something that was waited for. */
public class Wait internal constructor(key: TaskKey) : Part(key)

/**
 * Waits until something answers or is there, and fails when that takes too long. A plan looks once, and only when all that
 * comes before is done; what is not there yet is waited for when the plan is carried out.
 *
 * ```
 * val up = waitFor("api") { port("10.0.3.16", 6443); patience = 5.minutes }
 * exec("config") { after(up); command("talosctl", "kubeconfig") }
 * ```
 */
public fun waitFor(name: String, block: WaitBlock.() -> Unit): Wait {
    val origin = Origins.here()
    val said = WaitBlock().apply(block)
    val key = named("wait", name)
    CurrentScript.cluster().declare { into -> said.lower(key, origin, into) }
    return Wait(key)
}

/** Waits under the name of a property: `val up by waitFor { port(vm.address, 22) }`. */
public fun waitFor(block: WaitBlock.() -> Unit): Unnamed<Wait> = Unnamed("waitFor") { waitFor(it, block) }

/** What there is to wait for; of several things, all. */
public class WaitBlock internal constructor() : TaskBlock() {
    private val conditions = mutableListOf<Map<String, Any>>()

    /** How long to wait at most: `patience = 5.minutes`. */
    public var patience: Duration = 2.minutes

    /** Until something listens there: `port("10.0.3.16", 6443)`. The host may be an output. */
    public fun port(host: Any, number: Int) {
        if (number !in 1..65535) {
            CurrentScript.cluster().problem(
                "a port of number $number",
                "ports have numbers 1 to 65535",
                "correct the number",
            )
        }
        conditions += mapOf("host" to host, "port" to number)
    }

    /** Until it answers with this status: `http("http://10.0.3.16:8080/ready")`. The address may be an output. */
    public fun http(url: Any, status: Int = 200) {
        conditions += mapOf("url" to url, "status" to status)
    }

    /** Until there is such a file: `file("/run/ready")`. */
    public fun file(path: String) {
        conditions += mapOf("file" to path)
    }

    internal fun lower(key: TaskKey, origin: Origin, into: Lowering) {
        if (conditions.isEmpty()) {
            into.problem(
                "waitFor \"${key.name()}\" waits for nothing",
                "it names nothing to wait for",
                "add port(...), http(...) or file(...)",
                origin,
            )
        }
        val until = ListValue(conditions.map { into.value(it, "what to wait for", origin) })
        val what = mapOf<String, Value>("until" to until, "patience" to IntValue(patience.inWholeMilliseconds))
        into.add(Observe(key, Fields(what), rules(), origin))
    }
}
