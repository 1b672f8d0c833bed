package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/**
 * Secrets that cannot occur by chance, and the search for them.
 *
 * @param askedFor files in which the script itself asks for a secret to be written
 */
record Canaries(List<String> values, List<String> askedFor) {
    /** In all files below a directory, and in what saved plans hold. */
    void searchFiles(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!askedFor.contains(String.valueOf(file.getFileName()))) {
                    search(file.toString(), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void search(String where, String text) {
        search(where, text.getBytes(StandardCharsets.UTF_8));
    }

    private void search(String where, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String canary : values) {
            for (String form : forms(canary)) {
                assertFalse(
                        text.contains(form),
                        () -> canary + " is in " + where + " as " + form + ": " + around(text, form));
            }
        }
        if (text.startsWith("PK")) {
            unzip(where, bytes);
        }
    }

    private static String around(String text, String found) {
        int at = text.indexOf(found);
        return text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100));
    }

    /** As it is, and in the encodings that hide it from the eye. */
    private static List<String> forms(String canary) {
        var forms = new ArrayList<String>();
        byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
        forms.add(canary);
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(new String(canary.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
        for (int shift = 0; shift < 3; shift++) {
            String encoded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(("x".repeat(shift) + canary).getBytes(StandardCharsets.UTF_8));
            forms.add(encoded.substring(shift == 0 ? 0 : shift + 1, encoded.length() - 2));
        }
        return forms;
    }

    private void unzip(String where, byte[] bytes) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                search(where + "!" + entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
