package dev.slipway.model;

/** True or false. */
public enum BoolValue implements Value {
    TRUE,
    FALSE;

    public static BoolValue of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    public boolean isTrue() {
        return this == TRUE;
    }

    @Override
    public void write(Encoder out) {
        out.tag(isTrue() ? Tag.TRUE : Tag.FALSE);
    }

    @Override
    public String toString() {
        return isTrue() ? "true" : "false";
    }
}
