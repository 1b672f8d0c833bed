package dev.slipway.launch;

import java.nio.file.Files;
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

    /** The flag that has an archive written when the process ends. */
    String make(Path archive) {
        return (aot() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive;
    }

    /** The flags that have it used. */
    static List<String> use(Path archive) {
        if (!Files.isReadable(archive)) {
            return List.of();
        }
        return aot()
                ? List.of("-XX:AOTCache=" + archive, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }
}
