package dev.slipway.ide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Maven project around scripts, for editors that look words and their sources up in a project. */
public record MinimalProject(Path directory) {
    /** Begins the project; what is there already stays as it is. */
    public List<WriteResult> begin(OwnJars shipped) throws IOException {
        var written = new ArrayList<WriteResult>();
        written.add(begun("pom.xml", pom(shipped)));
        written.add(begun(".vscode/tasks.json", TASKS));
        return written;
    }

    private WriteResult begun(String name, String text) throws IOException {
        return WriteResult.begun(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String pom(OwnJars shipped) {
        String version = shipped.version("slipway-stdlib").orElseThrow();
        var lines = new ArrayList<String>();
        lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        lines.add("<!-- For editors only: it tells them which words there are. Slipway itself does not read it. -->");
        lines.add("<project xmlns=\"http://maven.apache.org/POM/4.0.0\">");
        lines.add("    <modelVersion>4.0.0</modelVersion>");
        lines.addAll(Pom.named("    ", "local", "cluster", "1"));
        lines.add("    <packaging>jar</packaging>");
        lines.add("    <properties>");
        lines.add("        <maven.compiler.source>17</maven.compiler.source>");
        lines.add("        <maven.compiler.target>17</maven.compiler.target>");
        lines.add("        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>");
        lines.add("    </properties>");
        lines.add("    <dependencies>");
        lines.add("        <dependency>");
        lines.addAll(Pom.named("            ", "dev.slipway", "slipway-stdlib", version));
        lines.add("        </dependency>");
        lines.add("    </dependencies>");
        lines.add("</project>");
        return String.join("\n", lines) + "\n";
    }

    private static final String TASKS = """
            {
              "version": "2.0.0",
              "tasks": [
                {
                  "label": "slipway: check this script",
                  "type": "process",
                  "command": "slipway",
                  "args": ["${file}", "check"],
                  "problemMatcher": {
                    "owner": "slipway",
                    "severity": "error",
                    "fileLocation": ["relative", "${fileDirname}"],
                    "pattern": {
                      "regexp": "^(?:error|warning): (?:.+, in \\\\S+\\\\(\\\\) )?(\\\\S[^:]*):(\\\\d+):(?:(\\\\d+):)? (.+)$",
                      "file": 1,
                      "line": 2,
                      "column": 3,
                      "message": 4
                    }
                  }
                },
                {
                  "label": "slipway: plan this script",
                  "type": "process",
                  "command": "slipway",
                  "args": ["${file}", "plan"],
                  "problemMatcher": []
                },
                {
                  "label": "slipway: what may be written here",
                  "type": "process",
                  "command": "slipway",
                  "args": ["complete", "${file}:${lineNumber}:${columnNumber}"],
                  "problemMatcher": []
                }
              ]
            }
            """;
}
