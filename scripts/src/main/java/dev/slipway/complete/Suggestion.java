package dev.slipway.complete;

/**
 * Something that may be written at a place.
 *
 * @param signature how it is written, such as {@code ignore(vararg fields: String)}
 * @param type what it gives, such as {@code OnDrift}; empty for what gives nothing
 * @param from where it belongs: a block, a package or the script
 * @param doc the first sentence of what its author says of it; empty for none
 */
public record Suggestion(Kind kind, String name, String signature, String type, String from, String doc) {
    /** What it is. */
    public enum Kind {
        PROPERTY,
        FUNCTION,
        VALUE,
        VARIABLE,
        CLASS
    }
}
