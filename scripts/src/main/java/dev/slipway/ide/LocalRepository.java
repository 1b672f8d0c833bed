package dev.slipway.ide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory in which Maven, editors and stock Kotlin look for artifacts before they ask the network. */
public record LocalRepository(Path directory) {
    private static final Pattern CHOSEN =
            Pattern.compile("<localRepository>\\s*([^<$]+?)\\s*</localRepository>", Pattern.DOTALL);

    /** The one of whoever runs us: what their settings of Maven say, or the usual. */
    public static LocalRepository of(Map<String, String> environment) throws IOException {
        Path maven = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")))
                .resolve(".m2");
        Path settings = maven.resolve("settings.xml");
        if (Files.isRegularFile(settings)) {
            Matcher chosen = CHOSEN.matcher(Files.readString(settings).replaceAll("(?s)<!--.*?-->", ""));
            if (chosen.find()) {
                return new LocalRepository(Path.of(chosen.group(1)));
            }
        }
        return new LocalRepository(maven.resolve("repository"));
    }

    /** Puts the words there with all of ours that they need, and their sources. */
    public List<WriteResult> install(OwnJars shipped) throws IOException {
        var written = new ArrayList<WriteResult>();
        for (Artifact artifact : shipped.artifacts()) {
            String named = artifact.name() + "-" + artifact.version();
            Path place =
                    directory.resolve("dev/slipway").resolve(artifact.name()).resolve(artifact.version());
            byte[] pom = Pom.of(artifact, shipped).getBytes(StandardCharsets.UTF_8);
            written.add(WriteResult.ours(place.resolve(named + ".pom"), pom));
            written.add(WriteResult.ours(place.resolve(named + ".jar"), Files.readAllBytes(artifact.jar())));
            written.add(
                    WriteResult.ours(place.resolve(named + "-sources.jar"), Files.readAllBytes(artifact.sources())));
        }
        return written;
    }
}
