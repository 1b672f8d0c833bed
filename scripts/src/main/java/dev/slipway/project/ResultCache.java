package dev.slipway.project;

import dev.slipway.model.InvalidInputException;
import dev.slipway.store.ActionCache;
import dev.slipway.store.DirCache;
import java.util.Map;

/** The cache of results that a run uses, as the environment says. */
public final class ResultCache {
    /** {@code 1} for a run that neither reads nor writes results. */
    public static final String NONE = "SLIPWAY_NO_CACHE";

    private ResultCache() {}

    static ActionCache of(Target target, Map<String, String> environment) {
        return isOff(environment) ? ActionCache.NONE : new DirCache(target.results());
    }

    private static boolean isOff(Map<String, String> environment) {
        String said = environment.getOrDefault(NONE, "");
        if (!said.isEmpty() && !said.equals("0") && !said.equals("1")) {
            throw new InvalidInputException(
                    "invalid " + NONE + " '" + said + "'", "it is 1 to run without cached results, or 0", "set 1 or 0");
        }
        return said.equals("1");
    }
}
