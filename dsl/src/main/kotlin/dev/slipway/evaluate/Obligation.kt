package dev.slipway.evaluate

import dev.slipway.model.Origin
import dev.slipway.model.Problems

/** A word that does nothing by itself, such as `expose("x")` without `via`. A promise not kept is a problem. */
@InternalSlipwayApi
public class Obligation internal constructor(
    private val what: String,
    private val why: String,
    private val fix: String,
    public val origin: Origin,
) {
    private var kept = false

    public fun kept() {
        kept = true
    }

    internal fun check(problems: Problems) {
        if (!kept) {
            problems.add(what, origin, why, fix)
        }
    }
}
