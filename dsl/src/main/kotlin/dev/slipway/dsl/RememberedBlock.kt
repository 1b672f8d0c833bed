package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.model.TaskKey
import dev.slipway.model.TaskOptions

/** Configures a task that is recorded in state. */
@SlipwayDsl
public open class RememberedBlock
@InternalSlipwayApi
constructor(kind: String, private val within: String = "") :
    TaskBlock() {
    private val former = linkedSetOf<String>()

    /** What sort of part it is, once all of it is said. */
    @InternalSlipwayApi
    protected open val kind: String = kind

    /** The name that it had before, so that it is neither made anew nor done again: `moved("old-name")`. */
    public fun moved(from: String) {
        if (from.isBlank()) {
            CurrentScript.cluster().problem(
                "moved() without a name",
                "nothing was called so",
                "name what it was called",
            )
        } else {
            former += from
        }
    }

    @InternalSlipwayApi
    override fun rules(): TaskOptions = super.rules().formerly(former.map { TaskKey(kind, within + it) })
}
