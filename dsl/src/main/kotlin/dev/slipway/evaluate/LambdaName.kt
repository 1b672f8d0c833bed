package dev.slipway.evaluate

import dev.slipway.model.Origin

/** What a lambda does and with which values, as a short text. */
@Machinery
public sealed interface LambdaName {
    /** A name that is the same wherever and whenever the same code is given the same values. */
    public class Known internal constructor(public val text: String) : LambdaName

    /** There is none, because something in it has no form that could be compared. */
    public class Unknown internal constructor(public val why: String, public val fix: String) : LambdaName {
        internal fun report(cluster: Cluster, origin: Origin): String {
            cluster.problem("what this task runs cannot be told from something else", why, fix, origin)
            return ""
        }
    }

    public companion object {
        /** The name of a lambda that was given to a word of the language. */
        @JvmStatic
        public fun of(lambda: Any): LambdaName = Known(lambda.javaClass.name)
    }
}
