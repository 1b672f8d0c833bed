package dev.slipway.store;

import java.util.List;

/**
 * A file that an action left behind. Its path may have been written by anyone who can write to the cache, so only plain
 * paths downwards exist: whatever climbs, starts at the top or means different things to different systems is refused.
 */
record OutputFile(String path, Digest digest, boolean executable) {
    private static final int LONGEST = 4096;

    OutputFile {
        if (path.isEmpty() || path.length() > LONGEST || path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("a path of " + path.length() + " characters that no file can have");
        }
        for (String step : path.split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..")) {
                throw new IllegalArgumentException("the path '" + path + "' does not simply lead down");
            }
        }
    }

    /** Refuses files of which one would be written over or into another. */
    static void checkApart(List<OutputFile> files) {
        // With a slash at the end, a path and all that would lie below it are neighbours in order.
        List<String> sorted =
                files.stream().map(file -> file.path + "/").sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).startsWith(sorted.get(i - 1))) {
                throw new IllegalArgumentException("two files in one place: '" + sorted.get(i) + "'");
            }
        }
    }
}
