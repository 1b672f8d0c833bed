package dev.slipway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares what the code says with a committed file. With {@code -Dgolden.update=true} the file is rewritten instead,
 * and the difference is reviewed where every other change is: in the commit.
 */
public final class Golden {
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    /** The whole file is {@code actual}. The path is absolute, or starts in the directory of the module. */
    public static void assertMatches(Path path, String actual) {
        Path golden = Engine.MODULE.resolve(path);
        String expected = Files.exists(golden) ? read(golden) : "";
        if (expected.equals(actual)) {
            return;
        }
        if (!UPDATE) {
            fail(golden + " differs from what the code says:\n\n" + LineDiff.of(expected, actual)
                    + "\nIf this is what you want, run the test again with -Dgolden.update=true and commit the file.");
        }
        write(golden, actual);
    }

    /** The part of {@code page} between {@code <!-- region:begin -->} and {@code <!-- region:end -->} is {@code actual}. */
    public static void assertRegionMatches(Path page, String region, String actual) {
        List<String> markers = List.of("<!-- " + region + ":begin -->\n", "<!-- " + region + ":end -->\n");
        String text = read(page);
        int begin = text.indexOf(markers.get(0));
        int end = text.indexOf(markers.get(1));
        if (begin < 0 || end < begin) {
            fail(page + " has no region " + region + "; it needs these two lines:\n" + String.join("", markers));
        }
        assertMatches(page, text.substring(0, begin + markers.get(0).length()) + actual + text.substring(end));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Golden() {}
}
