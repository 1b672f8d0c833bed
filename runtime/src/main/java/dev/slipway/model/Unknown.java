package dev.slipway.model;

/** A value that the world must produce first: what a {@link Ref} becomes in a plan when its producer has yet to act. */
public record Unknown(TaskKey producer, FieldPath field) implements Value {
    @Override
    public boolean isKnown() {
        return false;
    }

    @Override
    public Value part(String name) {
        return new Unknown(producer, field.plus(name));
    }

    @Override
    public void write(Encoder out) {
        out.tag(Tag.UNKNOWN);
        out.key(producer);
        out.text(field.toString());
    }

    @Override
    public String toString() {
        return field.isRoot() ? "(known after " + producer + ")" : "(known after " + producer + "." + field + ")";
    }
}
