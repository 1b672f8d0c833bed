package dev.slipway.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The forms in which programs and systems repeat what they were told: as it is, by line, in addresses, in JSON, in Base64. */
final class Disguises {
    /** What is shorter could be a part of anything. */
    private static final int SHORTEST = 8;

    private static final int BYTE = 8;
    private static final int LETTER = 6;

    private Disguises() {}

    static Set<String> of(String value) {
        if (value.isBlank()) {
            return Set.of(); // it hides nothing, and to mask it would hide all else
        }
        var forms = new LinkedHashSet<>(List.of(value, value.strip()));
        if (value.length() >= SHORTEST) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            forms.add(encoded);
            forms.add(encoded.replace("+", "%20"));
            forms.add(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
            value.lines()
                    .flatMap(line -> Stream.of(line, line.strip()))
                    .filter(line -> line.strip().length() >= SHORTEST)
                    .forEach(forms::add);
        }
        return forms;
    }

    /** The letters of its Base64, wherever in a longer text it begins. */
    static List<String> base64(String value) {
        return value.isBlank() || value.length() < SHORTEST
                ? List.of()
                : List.of(base64(value, 0), base64(value, 1), base64(value, 2));
    }

    /** The letters that depend on nothing else, with so many bytes before it, such as a user and a colon. */
    private static String base64(String value, int before) {
        byte[] bytes = ("x".repeat(before) + value).getBytes(StandardCharsets.UTF_8);
        String letters = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        int first = (before * BYTE + LETTER - 1) / LETTER;
        return letters.substring(first, bytes.length * BYTE / LETTER);
    }
}
