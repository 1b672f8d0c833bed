package dev.slipway.dsl

import dev.slipway.evaluate.CurrentScript
import dev.slipway.evaluate.InternalSlipwayApi
import dev.slipway.model.DriftPolicy
import dev.slipway.model.Protection
import dev.slipway.model.TaskOptions

/** Configures a resource, such as a file or a virtual machine. */
@SlipwayDsl
public open class EffectBlock
@InternalSlipwayApi
constructor(kind: String, within: String = "") :
    RememberedBlock(kind, within) {
    private val ignored = linkedSetOf<String>()

    /**
     * Keeps it from being deleted or replaced, even when its line is deleted: `protect = true`. The default is true for
     * what holds data, such as a pool of Ceph or a machine with a disk that was made empty; `protect = false` lifts it.
     */
    public var protect: Boolean? = null

    /** Takes it over when it exists already, instead of refusing: `adopt = true`. */
    public var adopt: Boolean = false

    /**
     * When it must be replaced, creates the new one before the old one is deleted: `createBeforeDestroy = true`. Where both
     * cannot exist at the same time, because they share a name, number or address, the old one still goes first.
     */
    public var createBeforeDestroy: Boolean = false

    /** What to do when changed outside Slipway: `onDrift = accept`. Otherwise it is put back. */
    public var onDrift: OnDrift = OnDrift.Revert

    /** Puts it back as declared: `onDrift = revert`. */
    public val revert: OnDrift get() = OnDrift.Revert

    /** Leaves it as the world has it, until the declaration itself changes: `onDrift = accept`. */
    public val accept: OnDrift get() = OnDrift.Accept

    /** Leaves these fields alone, whatever their value is: `ignore("mode")`. */
    public fun ignore(vararg fields: String) {
        if (fields.isEmpty()) {
            CurrentScript.cluster().problem(
                "ignore() names no field",
                "so it ignores nothing",
                "name the fields to ignore",
            )
        }
        ignored += fields
    }

    private fun protection(): Protection = when (protect) {
        null -> Protection.BY_KIND
        true -> Protection.ON
        false -> Protection.OFF
    }

    @InternalSlipwayApi
    override fun rules(): TaskOptions {
        val drift = ignored.associateWith { DriftPolicy.IGNORE }
        return super
            .rules()
            .protection(protection())
            .adopt(adopt)
            .createFirst(createBeforeDestroy)
            .drift(if (onDrift == OnDrift.Accept) drift + ("*" to DriftPolicy.ACCEPT) else drift)
    }
}
