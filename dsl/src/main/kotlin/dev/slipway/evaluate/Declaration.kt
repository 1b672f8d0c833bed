package dev.slipway.evaluate

/** Something a script said, kept until the script has ended, because a later line may add to what it means. */
@InternalSlipwayApi
public fun interface Declaration {
    /** Says it as tasks. */
    public fun lower(into: Lowering)
}
