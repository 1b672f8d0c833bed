package dev.slipway.model;

/** Numbers as they are read: 12,345. The same in every country, and sooner than Java has found out in which it is. */
public final class Numbers {
    private static final int GROUP = 3;

    private Numbers() {}

    public static String of(long number) {
        var digits = new StringBuilder(Long.toString(number));
        int first = number < 0 ? 1 : 0;
        for (int at = digits.length() - GROUP; at > first; at -= GROUP) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }

    /** So many of something: 1 object, 2 objects. */
    public static String of(long number, String one) {
        return of(number) + " " + (number == 1 ? one : one + "s");
    }
}
