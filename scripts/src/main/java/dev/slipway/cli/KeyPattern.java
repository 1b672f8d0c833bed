package dev.slipway.cli;

import dev.slipway.model.TaskKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names several tasks: {@code *} stands for any text, {@code ?} for one character. */
record KeyPattern(String text) {
    private static final String WILD = "*?";

    static boolean isPattern(String name) {
        return name.chars().anyMatch(letter -> WILD.indexOf(letter) >= 0);
    }

    boolean matches(String name) {
        return regex().matcher(name).matches();
    }

    /** How many parts of a key are left open. */
    long wildcards() {
        return text.chars().filter(letter -> WILD.indexOf(letter) >= 0).count();
    }

    /** What this pattern makes of a key: what its wildcards stand for, put in place of those of another pattern. */
    Optional<String> renamed(TaskKey key, String target) {
        Matcher matcher = regex().matcher(key.toString());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var renamed = new StringBuilder();
        int group = 1;
        for (int i = 0; i < target.length(); i++) {
            char letter = target.charAt(i);
            if (WILD.indexOf(letter) >= 0) {
                renamed.append(matcher.group(group++));
            } else {
                renamed.append(letter);
            }
        }
        return Optional.of(renamed.toString());
    }

    private Pattern regex() {
        var regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            regex.append(letter == '*' ? "(.*)" : letter == '?' ? "(.)" : Pattern.quote(String.valueOf(letter)));
        }
        return Pattern.compile(regex.toString());
    }
}
