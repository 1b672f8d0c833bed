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
    /** Does not keep the result: `cache = off`. */
    public val off: Cache get() = Cache.Off

    /** Keeps the result on this machine, for this project directory: `cache = project`. */
    public val project: Cache get() = Cache.Project

    /** Keeps the result for all projects, and for other machines: `cache = shared`. */
    public val shared: Cache get() = Cache.Shared
}
