package dev.slipway.model;

/** No value at all; a field set to it is as good as not written. */
public enum Missing implements Value {
    ABSENT;

    @Override
    public void write(Encoder out) {
        out.tag(Tag.ABSENT);
    }

    @Override
    public String toString() {
        return "(none)";
    }
}
