package dev.slipway.model;

/** Text. */
public record StringValue(String text) implements Value {
    @Override
    public void write(Encoder out) {
        out.tag(Tag.TEXT);
        out.text(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
