package dev.slipway.lab.shell;

import java.util.regex.Pattern;

/** Patterns of the shell, such as {@code *.txt}. */
final class Patterns {
    private Patterns() {}

    static boolean matches(String pattern, String text) {
        return Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(text).matches();
    }

    static String withoutEnd(String text, String pattern, boolean longest) {
        for (int i = 0; i <= text.length(); i++) {
            int from = longest ? i : text.length() - i;
            if (matches(pattern, text.substring(from))) {
                return text.substring(0, from);
            }
        }
        return text;
    }

    static String withoutStart(String text, String pattern, boolean longest) {
        for (int i = 0; i <= text.length(); i++) {
            int end = longest ? text.length() - i : i;
            if (matches(pattern, text.substring(0, end))) {
                return text.substring(end);
            }
        }
        return text;
    }

    private static String regex(String pattern) {
        var regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int close = c == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String inside =
                        pattern.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[')
                        .append(inside.startsWith("!") ? "^" + inside.substring(1) : inside)
                        .append(']');
                i = close;
            } else {
                boolean escape = c == '\\' && i + 1 < pattern.length();
                i += escape ? 1 : 0;
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
            }
        }
        return regex.toString();
    }
}
