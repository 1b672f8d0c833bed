package dev.slipway.dsl

/** What to do about a change that Slipway did not make; see [EffectBlock.onDrift]. */
public enum class OnDrift {
    /** Put it back as declared. */
    Revert,

    /** Leave it as the world has it. */
    Accept,
}
