package dev.slipway.dsl

import dev.slipway.evaluate.AsValue
import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.model.Value

/**
 * A value that the world must produce first, such as the address of a machine that is yet to be made. It is passed on as
 * it is; what it will be is known when the task behind it is done.
 *
 * ```
 * val tool = download("https://example.org/tool") { to = "bin/tool" }
 * output("checksum") { tool.sha256 }
 * ```
 */
public class Output<out T>
@InternalSlipwayApi
constructor(private val reference: Value) : AsValue {
    override fun asValue(): Value = reference

    override fun equals(other: Any?): Boolean = other is Output<*> && reference == other.reference

    override fun hashCode(): Int = reference.hashCode()

    /** What is not known yet is no text: using it as one is a mistake. */
    override fun toString(): String {
        CurrentScript.current()?.problem(
            "$reference is used as text",
            "its value is known only when its task is done",
            "pass it on as it is, or compose it with text(\"...\", it)",
        )
        return "($reference)"
    }
}
