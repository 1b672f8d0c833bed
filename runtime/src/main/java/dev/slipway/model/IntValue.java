package dev.slipway.model;

/** A whole number. Sizes and durations are whole numbers of bytes and milliseconds. */
public record IntValue(long number) implements Value {
    @Override
    public void write(Encoder out) {
        out.tag(Tag.WHOLE);
        out.signed(number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
