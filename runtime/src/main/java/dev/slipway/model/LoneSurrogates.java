package dev.slipway.model;

/**
 * Half of a character, which is what cutting a text between two {@code char}s may leave. UTF-8 has no form for it: written
 * out, it would come back as a question mark, and two different texts would look the same.
 */
public final class LoneSurrogates {
    private LoneSurrogates() {}

    /** Whether a text holds half of a character. */
    public static boolean in(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean whole = Character.charCount(text.codePointAt(i)) == 2;
                if (!whole) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
