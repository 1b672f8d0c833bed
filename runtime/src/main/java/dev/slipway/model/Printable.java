package dev.slipway.model;

/**
 * Text that is safe to show. What the world or a script says may not move the cursor, colour the screen or run backwards.
 */
public final class Printable {
    private Printable() {}

    /** As one line: line breaks and all else that cannot be seen are written as in a Java string. */
    public static String line(String text) {
        return shown(text, false);
    }

    /** With its line breaks; all else that cannot be seen is written as in a Java string. */
    public static String text(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean keepLines) {
        StringBuilder changed = null;
        int length = text.length();
        for (int i = 0; i < length; ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean plain = isVisible(c) || (keepLines && c == '\n');
            if (!plain && changed == null) {
                changed = new StringBuilder(text.substring(0, i));
            }
            if (changed != null) {
                changed.append(plain ? text.substring(i, next) : escaped(c));
            }
            i = next;
        }
        return changed == null ? text : changed.toString();
    }

    private static boolean isVisible(int c) {
        if (c >= ' ' && c < 0x7F) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", c);
        };
    }
}
