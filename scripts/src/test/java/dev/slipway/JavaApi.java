package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** What Java programs can call, in a file that changes by decision. Run with {@code -Dgolden.update=true} to accept. */
public final class JavaApi {
    private static final Path CLASSES = Path.of("target/classes");

    private JavaApi() {}

    /** Compares the public signatures of a package with a file. */
    public static void check(Path file, String name) throws IOException {
        var arguments = new ArrayList<>(List.of("-public"));
        try (var classes = Files.newDirectoryStream(CLASSES.resolve(name.replace('.', '/')), "*.class")) {
            for (Path one : classes) {
                if (!one.endsWith("package-info.class")) {
                    arguments.add(one.toString());
                }
            }
        }
        arguments.subList(1, arguments.size()).sort(null);
        var printed = new StringWriter();
        var out = new PrintWriter(printed, true);
        ToolProvider.findFirst("javap").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        String actual = printed.toString()
                .lines()
                .filter(line -> !line.startsWith("Compiled from"))
                .map(line -> line.replaceAll("\\b(java\\.\\w+|dev\\.slipway)(\\.[a-z]\\w*)*\\.(?=[A-Z])", ""))
                .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual);
        }
        assertEquals(Files.exists(file) ? Files.readString(file) : "", actual, file + " differs");
    }
}
