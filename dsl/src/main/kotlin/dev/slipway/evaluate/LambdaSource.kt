package dev.slipway.evaluate

/** Where a lambda is found that must run: in a script that has been evaluated, or in one that is evaluated for it. */
@InternalSlipwayApi
public fun interface LambdaSource {
    /** The lambda of this name, or null when there is none. */
    public fun find(name: String): Any?

    public companion object {
        /** For who runs no lambdas. */
        @JvmField
        public val NONE: LambdaSource = LambdaSource { null }
    }
}
