package dev.slipway.ide;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jars that this Slipway consists of.
 *
 * @param home the directory with {@code run} and {@code sources}
 */
public record OwnJars(Path home) {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

    /** What a script names, and what that needs of ours. */
    private static final List<String> WORDS = List.of("slipway-runtime", "slipway-dsl", "slipway-stdlib");

    /** All that editors need, or every reason why it is not here. */
    List<Artifact> artifacts() {
        var found = new ArrayList<Artifact>();
        for (String name : WORDS) {
            String version = version(name).orElseThrow(() -> missing(name + " in " + home.resolve("run")));
            Path sources = home.resolve("sources").resolve(name + "-" + version + "-sources.jar");
            if (!Files.isRegularFile(sources)) {
                throw missing(String.valueOf(sources));
            }
            found.add(new Artifact(name, version, home.resolve("run").resolve(name + "-" + version + ".jar"), sources));
        }
        return found;
    }

    /** The version in which a library is here. */
    Optional<String> version(String library) {
        try (var jars = Files.list(home.resolve("run"))) {
            return jars.map(jar -> JAR.matcher(String.valueOf(jar.getFileName())))
                    .filter(Matcher::matches)
                    .filter(jar -> jar.group(1).equals(library))
                    .map(jar -> jar.group(2))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static InvalidInputException missing(String what) {
        return new InvalidInputException(
                "this Slipway is not whole",
                "it has no " + what,
                "build it again: remove the directory, and run scripts/slipway");
    }
}
