package dev.slipway.plan;

/** The parts of two long texts that differ, with a little of what is around them: cut from the left, they would look alike. */
record Excerpt(String before, String after) {
    private static final int AROUND = 12;

    /** Both texts in quotes, each in at most about so many characters. */
    static Excerpt of(String before, String after, int width) {
        if (Math.max(before.length(), after.length()) <= width - 2) {
            return new Excerpt(ValueText.quoted(before, width), ValueText.quoted(after, width));
        }
        int shorter = Math.min(before.length(), after.length());
        int prefix = 0;
        while (prefix < shorter && before.charAt(prefix) == after.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && before.charAt(before.length() - 1 - suffix) == after.charAt(after.length() - 1 - suffix)) {
            suffix++;
        }
        int from = ValueText.boundary(before, Math.max(0, prefix - AROUND));
        int tail = Math.max(0, suffix - AROUND);
        return new Excerpt(window(before, from, tail, width), window(after, from, tail, width));
    }

    private static String window(String text, int from, int tail, int width) {
        int to = text.length() - tail;
        int end = Math.min(to, Math.max(from, from + width - 4));
        String inner = ValueText.quoted(text.substring(from, ValueText.boundary(text, end)), Integer.MAX_VALUE);
        String begun = from == 0 ? inner : "\"…" + inner.substring(1);
        return end == text.length() ? begun : begun.substring(0, begun.length() - 1) + "…\"";
    }
}
