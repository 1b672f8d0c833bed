package dev.slipway.store;

import java.time.Duration;

/**
 * What a cache in a directory may keep.
 *
 * @param bytes in all
 * @param age since a result was last used
 */
public record CacheLimits(long bytes, Duration age) {
    /** The limits that hold when nothing else is said. */
    public static final CacheLimits DEFAULT = new CacheLimits(10L << 30, Duration.ofDays(90));
}
