package dev.slipway.dsl

import dev.slipway.model.CacheScope

/** For whom the result of work is kept; see [WorkBlock.cache]. */
public enum class Cache(internal val scope: CacheScope) {
    /** It is not kept: the work is done again whenever the state does not have its result. */
    Off(CacheScope.OFF),

    /** For this project directory, on this machine. */
    Project(CacheScope.PROJECT),

    /** For every project on this machine, and for other machines through the remote cache. */
    Shared(CacheScope.SHARED),
}

/** The values of `cache`. */
public interface CacheChoice {
    /** Does not keep the result: `exec("now") { shell("date > now"); outputs("now"); cache = off }`. */
    public val off: Cache get() = Cache.Off

    /** Keeps it for this project alone: `exec("now") { shell("date > now"); outputs("now"); cache = project }`. */
    public val project: Cache get() = Cache.Project

    /**
     * Keeps the result for all projects, and for other machines.
     *
     * ```
     * exec("page") {
     *     shell("tr a-z A-Z < page.txt > out/page.txt")
     *     inputs("page.txt"); outputs("out/page.txt")
     *     hermetic = true
     *     cache = shared
     * }
     * ```
     */
    public val shared: Cache get() = Cache.Shared
}
