package dev.slipway.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Finds Base64 of secrets, also when it is broken into lines: any eight letters of it in a row, of either alphabet, and
 * fewer at the end of a line that goes on, or the beginning of one that came before. Takes one pass, however many there are.
 */
final class Base64Finder {
    static final Base64Finder NONE = new Base64Finder(List.of(), new long[0]);

    private static final int RUN = 8;
    /** Fewer letters than these at the edge of a line say little, and would be found where there is no secret. */
    private static final int EDGE = 4;

    private static final int BITS = 6;
    private static final long WINDOW = (1L << RUN * BITS) - 1;

    private final List<String> all;
    private final long[] runs;

    private Base64Finder(List<String> all, long[] runs) {
        this.all = all;
        this.runs = runs;
    }

    Base64Finder with(List<String> more) {
        var longer = new ArrayList<>(all);
        longer.addAll(more);
        LongStream fresh = more.stream()
                .flatMapToLong(text -> LongStream.rangeClosed(RUN, text.length())
                        .map(end -> window(text, (int) end - RUN, (int) end)));
        return new Base64Finder(
                List.copyOf(longer),
                LongStream.concat(Arrays.stream(runs), fresh)
                        .distinct()
                        .sorted()
                        .toArray());
    }

    String mask(String text) {
        BitSet hidden = all.isEmpty() ? new BitSet() : hidden(text);
        if (hidden.isEmpty()) {
            return text;
        }
        var masked = new StringBuilder();
        for (int from = 0; from < text.length(); ) {
            int begin = hidden.nextSetBit(from);
            if (begin < 0) {
                return masked.append(text, from, text.length()).toString();
            }
            masked.append(text, from, begin).append(Secret.MASK);
            from = hidden.nextClearBit(begin);
        }
        return masked.toString();
    }

    private BitSet hidden(String text) {
        var hidden = new BitSet();
        int known = 0; // how many letters in a row stand before
        int line = 0; // where the line begins
        long window = 0;
        for (int i = 0; i <= text.length(); i++) {
            int letter = i < text.length() ? letter(text.charAt(i)) : -1;
            if (letter >= 0) {
                known++;
                window = (window << BITS | letter) & WINDOW;
                if (known >= RUN && Arrays.binarySearch(runs, window) >= 0) {
                    hidden.set(i + 1 - RUN, i + 1);
                }
            } else {
                if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                    edges(text, line, i, hidden);
                    line = i + 1;
                }
                known = 0;
            }
        }
        return hidden;
    }

    /** What a line ends with that begins a secret, and what it begins with that ends one. */
    private void edges(String text, int begin, int end, BitSet hidden) {
        for (int count = EDGE; count <= Math.min(RUN - 1, end - begin); count++) {
            for (String one : all) {
                if (one.regionMatches(0, text, end - count, count)) {
                    hidden.set(end - count, end);
                }
                if (one.regionMatches(one.length() - count, text, begin, count)) {
                    hidden.set(begin, begin + count);
                }
            }
        }
    }

    private static long window(String text, int begin, int end) {
        long window = 0;
        for (int i = begin; i < end; i++) {
            window = window << BITS | letter(text.charAt(i));
        }
        return window;
    }

    private static int letter(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        } else if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        } else if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
}
