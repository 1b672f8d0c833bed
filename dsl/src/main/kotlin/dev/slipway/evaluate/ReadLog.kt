package dev.slipway.evaluate

import java.io.IOException
import java.nio.file.Path

/**
 * How a script sees the world: every read of a word goes through here, so that a graph can be kept until one of them
 * comes out differently. Paths are relative to the directory of the script unless absolute.
 */
@InternalSlipwayApi
public interface ReadLog {
    /** An environment variable. */
    public fun env(name: String): String?

    /** A whole file. */
    @Throws(IOException::class)
    public fun file(path: String): ByteArray

    /** The names in a directory, sorted, or null for what is none. */
    public fun listing(path: String): List<String>?

    public fun exists(path: String): Boolean

    /** Whether it is a symbolic link. Not a read that is kept: callers that get a yes ask where it leads. */
    public fun isLink(path: String): Boolean

    /** The place that a path stands for: one for all ways to write it, and for all links that lead there. */
    public fun place(path: String): Path

    /**
     * A parameter was asked for, and this was given for it on the command line.
     *
     * @param name [ENVIRONMENT] for the chosen environment, [NAMES] for the names of all that was given
     */
    public fun parameter(name: String, given: String?)

    /** A secret was referred to; its value was not asked for. */
    public fun secret(source: String)

    public companion object {
        public const val ENVIRONMENT: String = "--env"
        public const val NAMES: String = "--parameters"
    }
}
