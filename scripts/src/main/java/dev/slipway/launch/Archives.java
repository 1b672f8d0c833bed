package dev.slipway.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * The archives of loaded classes beside our jars. Each fits one version of Java; what fits nothing is silently ignored by
 * Java itself.
 *
 * @param home the directory of the jars
 * @param version of the Java that runs us
 */
record Archives(Path home, String version) {
    private static final int FIRST_WITH_AOT = 25;

    static Archives here() {
        return new Archives(Path.of(System.getProperty("slipway.home", "")), System.getProperty("java.version"));
    }

    private static boolean aot() {
        return Runtime.version().feature() >= FIRST_WITH_AOT;
    }

    Path run() {
        return home.resolve("run-" + version + ending());
    }

    Path compiler() {
        return home.resolve("compiler-" + version + ending());
    }

    private static String ending() {
        return aot() ? ".aot" : ".jsa";
    }

    /** The flag that has a process leave an archive when it ends, or before 25 a list of classes to make one from. */
    static String learn(Path classes, Path archive) {
        return aot() ? "-XX:AOTCacheOutput=" + archive : "-XX:DumpLoadedClassList=" + classes;
    }

    /**
     * The flags that have Java make an archive from a list of classes, and run nothing; empty where it is made already.
     * Unlike one that a process could leave when it ends, it also holds classes of an old format, of which the compiler
     * has many, and is one with that of the platform.
     */
    static List<String> make(Path classes, Path archive) {
        return aot()
                ? List.of()
                : List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive);
    }

    /** The flags that have it used, and what is wrong with it not told: that is no part of any answer. */
    static List<String> use(Path archive) {
        File file = archive.toFile();
        if (!file.canRead() || file.length() == 0) {
            return List.of();
        }
        return List.of((aot() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive, "-Xlog:disable");
    }
}
