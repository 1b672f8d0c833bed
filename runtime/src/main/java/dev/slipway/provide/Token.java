package dev.slipway.provide;

/** Something short that changes when the object does: an ETag, a digest, a generation. Compared, never understood. */
public record Token(String text) {
    @Override
    public String toString() {
        return text;
    }
}
