package dev.slipway.ide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Descriptions of artifacts, as Maven reads them. They name no parent, so that nothing else need be installed. */
final class Pom {
    private static final String GROUP = "dev.slipway";

    private Pom() {}

    /** The description of an artifact, with all that it needs in the versions that are here. */
    static String of(Artifact artifact, OwnJars shipped) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        lines.add("<project xmlns=\"http://maven.apache.org/POM/4.0.0\">");
        lines.add("    <modelVersion>4.0.0</modelVersion>");
        lines.addAll(named("    ", GROUP, artifact.name(), artifact.version()));
        lines.add("    <dependencies>");
        for (Needed needed : Needed.of(artifact, GROUP)) {
            Optional<String> version = shipped.version(needed.name());
            if (version.isPresent()) {
                lines.add("        <dependency>");
                lines.addAll(named("            ", needed.group(), needed.name(), version.get()));
                lines.add("        </dependency>");
            }
        }
        lines.add("    </dependencies>");
        lines.add("</project>");
        return String.join("\n", lines) + "\n";
    }

    static List<String> named(String indent, String group, String name, String version) {
        return List.of(
                indent + "<groupId>" + group + "</groupId>",
                indent + "<artifactId>" + name + "</artifactId>",
                indent + "<version>" + version + "</version>");
    }
}
