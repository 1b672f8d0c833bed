package dev.slipway.talos.yaml;

/** A null in a free-form value, where it is kept and printed. */
public enum Nothing {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
