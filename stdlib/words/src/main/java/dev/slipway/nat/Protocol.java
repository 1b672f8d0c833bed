package dev.slipway.nat;

/** What has ports. */
public enum Protocol {
    TCP,
    UDP;

    /** As kernels and people write it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
