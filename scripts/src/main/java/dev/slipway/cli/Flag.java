package dev.slipway.cli;

/**
 * An option of a verb.
 *
 * @param name such as {@code --target}
 * @param letter such as {@code -t}; empty for none
 * @param value what is given with it, such as {@code TASK}; empty for an option that is there or not
 * @param repeats whether it may be given more than once
 */
record Flag(String name, String letter, String value, boolean repeats, String says) {
    static Flag toggle(String name, String says) {
        return new Flag(name, "", "", false, says);
    }

    static Flag one(String name, String value, String says) {
        return new Flag(name, "", value, false, says);
    }

    static Flag many(String name, String value, String says) {
        return new Flag(name, "", value, true, says);
    }

    Flag or(String shorter) {
        return new Flag(name, shorter, value, repeats, says);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    boolean is(String typed) {
        return typed.equals(name) || (!letter.isEmpty() && typed.equals(letter));
    }
}
