package dev.slipway.provide;

import org.jspecify.annotations.Nullable;

/** Something short that changes when the object does: an ETag, a digest, a generation. Compared, never understood. */
public record Token(String text) {
    /** Written out, for each run compares many: what Java makes of a record's equals costs it a fortieth of a second once. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Token that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
