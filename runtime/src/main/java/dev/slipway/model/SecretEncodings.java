package dev.slipway.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The forms in which programs and systems repeat what they were told: as it is, by line, in addresses, in JSON, in HTML, in
 * hex, in Base64.
 */
final class SecretEncodings {
    /** What is shorter could be a part of anything. */
    private static final int SHORTEST = 8;

    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");
    private static final int BYTE = 8;
    private static final int LETTER = 6;

    private SecretEncodings() {}

    static Set<String> of(String value) {
        if (value.isBlank()) {
            return Set.of(); // it hides nothing, and to mask it would hide all else
        }
        var forms = new LinkedHashSet<>(List.of(value, value.strip()));
        if (value.length() >= SHORTEST) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            forms.add(encoded);
            forms.add(encoded.replace("+", "%20"));
            forms.add(PERCENT.matcher(encoded).replaceAll(code -> code.group().toLowerCase(Locale.ROOT)));
            json(value).forEach(forms::add);
            html(value).forEach(forms::add);
            String hex = HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
            forms.add(hex);
            forms.add(hex.toUpperCase(Locale.ROOT));
            value.lines()
                    .flatMap(line -> Stream.of(line, line.strip()))
                    .filter(line -> line.strip().length() >= SHORTEST)
                    .forEach(forms::add);
        }
        return forms;
    }

    /** As it is escaped in JSON: with letters beyond ASCII as they are or by number, and slashes escaped or not. */
    private static Set<String> json(String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return Stream.of(
                        escaped,
                        numbered(escaped, HexFormat.of()),
                        numbered(escaped, HexFormat.of().withUpperCase()))
                .flatMap(form -> Stream.of(form, form.replace("/", "\\/")))
                .collect(Collectors.toSet());
    }

    private static String numbered(String value, HexFormat hex) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append(c < 0x80 ? String.valueOf(c) : "\\u" + hex.toHexDigits(c));
        }
        return text.toString();
    }

    /** As it is escaped in HTML and XML, where quotes are escaped in several ways or not at all. */
    private static Set<String> html(String value) {
        String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Stream.of("\"", "&quot;", "&#34;")
                .map(quote -> escaped.replace("\"", quote))
                .flatMap(form -> Stream.of("'", "&#39;", "&#x27;", "&apos;").map(quote -> form.replace("'", quote)))
                .collect(Collectors.toSet());
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
