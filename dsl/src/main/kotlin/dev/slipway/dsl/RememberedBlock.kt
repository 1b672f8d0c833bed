package dev.slipway.dsl

import dev.slipway.evaluate.Ambient
import dev.slipway.evaluate.Machinery
import dev.slipway.model.Rules
import dev.slipway.model.TaskKey

/** What can be said of every part that is remembered from one run to the next. */
@SlipwayDsl
public open class RememberedBlock
@Machinery
constructor(kind: String, private val within: String = "") : TaskBlock() {
    private val former = linkedSetOf<String>()

    /** What sort of part it is, once all of it is said. */
    @Machinery
    protected open val kind: String = kind

    /** The name that it had before, so that it is neither made anew nor done again: `moved("old-name")`. */
    public fun moved(from: String) {
        if (from.isBlank()) {
            Ambient.cluster().problem("moved() without a name", "nothing was called so", "name what it was called")
        } else {
            former += from
        }
    }

    @Machinery
    override fun rules(): Rules = super.rules().formerly(former.map { TaskKey(kind, within + it) })
}
