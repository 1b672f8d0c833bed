package dev.slipway.cli;

import dev.slipway.project.ResultCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which cache of results a run uses: what is typed takes precedence over the environment. */
final class CacheArgs {
    private static final Flag NO_CACHE = Flag.toggle(
            "--no-cache", "Neither reads nor writes cached results. The same as " + ResultCache.NONE + "=1.");

    static final List<Flag> FLAGS = List.of(NO_CACHE);

    private CacheArgs() {}

    /** The environment, as if what was typed stood in it. */
    static Map<String, String> over(ParsedArgs typed, Map<String, String> environment) {
        if (!typed.has(NO_CACHE)) {
            return environment;
        }
        var all = new HashMap<>(environment);
        all.put(ResultCache.NONE, "1");
        return Map.copyOf(all);
    }
}
