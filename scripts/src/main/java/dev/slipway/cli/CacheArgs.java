package dev.slipway.cli;

import dev.slipway.project.ResultCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which cache of results a run uses: what is typed takes precedence over the environment. */
final class CacheArgs {
    private static final Flag NO_CACHE = Flag.toggle(
            "--no-cache", "Neither reads nor writes cached results. The same as " + ResultCache.NONE + "=1.");
    private static final Flag CACHE = Flag.one(
            "--cache", "URL", "Takes results from this remote cache, too (default: " + ResultCache.URL + ", or none).");
    private static final Flag MODE = Flag.one(
            "--cache-mode",
            "MODE",
            "read, or read-write to send results there (default: " + ResultCache.MODE + ", or read).");
    private static final Flag CREDENTIAL = Flag.one(
            "--cache-credential",
            "SECRET",
            "Where its token or user:password is, such as env:NAME (default: " + ResultCache.CREDENTIAL + ").");

    /** For verbs that only plan. */
    static final List<Flag> LOCAL = List.of(NO_CACHE);

    /** For verbs that run tasks. */
    static final List<Flag> FLAGS = List.of(NO_CACHE, CACHE, MODE, CREDENTIAL);

    private CacheArgs() {}

    /** The environment, as if what was typed stood in it. */
    static Map<String, String> over(ParsedArgs typed, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        if (typed.has(NO_CACHE)) {
            all.put(ResultCache.NONE, "1");
        }
        typed.one(CACHE).ifPresent(url -> all.put(ResultCache.URL, url));
        typed.one(MODE).ifPresent(mode -> all.put(ResultCache.MODE, mode));
        typed.one(CREDENTIAL).ifPresent(secret -> all.put(ResultCache.CREDENTIAL, secret));
        return Map.copyOf(all);
    }
}
