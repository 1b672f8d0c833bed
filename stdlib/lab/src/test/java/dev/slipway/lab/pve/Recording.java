package dev.slipway.lab.pve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests to the real API daemons and their answers, in the order in which they were made. Each line is a section in
 * brackets, a directive ({@code @wait SECONDS}, {@code @ticket NAME USER PASSWORD}, {@code @behind WHAT}), a request
 * ({@code [WHO] METHOD PATH FORM}; without WHO it is root's token) or, behind an equals sign, the answer to the line
 * before.
 */
record Recording(List<Step> steps) {
    /** One line, as it is written and in its parts, with the answer to it. */
    record Step(String text, String who, String method, String path, List<String> form, String answer) {}

    private static final Pattern REQUEST =
            Pattern.compile("(?:(\\S+) )?(GET|POST|PUT|DELETE|UPLOAD|@[a-z]+) (\\S+)(?: (.*))?");

    static Recording of(String name) {
        try (var in = Recording.class.getResourceAsStream("recording-" + name + ".txt")) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return read(text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording read(List<String> lines) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher request = REQUEST.matcher(line);
            if (request.matches()) {
                boolean answered = i + 1 < lines.size() && lines.get(i + 1).startsWith("= ");
                steps.add(new Step(
                        line,
                        Objects.requireNonNullElse(request.group(1), ""),
                        request.group(2),
                        request.group(3),
                        request.group(2).startsWith("@")
                                ? List.of(Objects.requireNonNullElse(request.group(4), ""))
                                : form(Objects.requireNonNullElse(request.group(4), "")),
                        answered ? lines.get(i + 1).substring(2) : ""));
            }
        }
        return new Recording(steps);
    }

    private static List<String> form(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split("&", -1)).stream().map(Recording::decoded).toList();
    }

    private static String decoded(String text) {
        return Pattern.compile("%([0-9A-F]{2})")
                .matcher(text)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }
}
