package dev.slipway.lab.host;

import dev.slipway.lab.shell.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that read and write text. */
final class TextPrograms {
    private TextPrograms() {}

    static Map<String, Program> of() {
        return Map.of(
                "cut",
                        (words, job) -> {
                            if (!words.get(1).matches("-c1-[0-9]+")) {
                                return job.fail(1, "cut: this host knows only cut -c1-N");
                            }
                            int most = Integer.parseInt(words.get(1).substring(4));
                            for (String line : text(job.in()).lines().toList()) {
                                job.print(line.substring(0, Math.min(most, line.length())) + "\n");
                            }
                            return 0;
                        },
                "echo",
                        (words, job) -> {
                            boolean bare = words.size() > 1 && words.get(1).equals("-n");
                            job.print(String.join(" ", words.subList(bare ? 2 : 1, words.size())) + (bare ? "" : "\n"));
                            return 0;
                        },
                "grep",
                        (words, job) -> {
                            String flags = words.get(1).startsWith("-") ? words.get(1) : "-";
                            String wanted = words.get(
                                    flags.equals("-") ? 1 : words.get(2).equals("--") ? 3 : 2);
                            Pattern pattern = Pattern.compile(flags.contains("F") ? Pattern.quote(wanted) : wanted);
                            Predicate<String> matches = line -> flags.contains("x")
                                    ? pattern.matcher(line).matches()
                                    : pattern.matcher(line).find();
                            List<String> found =
                                    lines(text(job.in())).filter(matches).toList();
                            for (String line : flags.contains("q") ? List.<String>of() : found) {
                                job.print(line + "\n");
                            }
                            return found.isEmpty() ? 1 : 0;
                        },
                "printf",
                        (words, job) -> {
                            job.print(formatted(words));
                            return 0;
                        },
                "sha256sum",
                        (words, job) -> {
                            job.print(HexFormat.of().formatHex(sha256(job.in().readAllBytes())) + "  -\n");
                            return 0;
                        },
                "tr",
                        (words, job) -> {
                            if (!words.get(1).equals("-d")) {
                                return job.fail(1, "tr: this host knows only tr -d");
                            }
                            String out = text(job.in());
                            for (char c : words.get(2).replace("\\n", "\n").toCharArray()) {
                                out = out.replace(String.valueOf(c), "");
                            }
                            job.print(out);
                            return 0;
                        },
                "wc",
                        (words, job) -> {
                            byte[] bytes = job.in().readAllBytes();
                            long lines = new String(bytes, StandardCharsets.UTF_8)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count();
                            job.print((words.contains("-c") ? bytes.length : lines) + "\n");
                            return 0;
                        });
    }

    /** Only a line feed ends a line; a carriage return is part of it. */
    private static Stream<String> lines(String text) {
        return text.isEmpty()
                ? Stream.of()
                : Stream.of(text.replaceFirst("\\n$", "").split("\n", -1));
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String formatted(List<String> words) {
        var text = new StringBuilder();
        int next = 2;
        do {
            String format = words.get(1);
            for (int at = format.indexOf("%s"); at >= 0; at = format.indexOf("%s", at)) {
                String value = next < words.size() ? words.get(next) : "";
                next++;
                format = format.substring(0, at) + value + format.substring(at + 2);
                at += value.length();
            }
            text.append(format.replace("\\n", "\n")
                    .replace("\\t", "\t")
                    .replace("\\r", "\r")
                    .replace("%%", "%"));
        } while (next < words.size() && words.get(1).contains("%s"));
        return text.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
