package dev.slipway.model;

/** Whether a resource may be deleted or replaced without being released. */
public enum Protection {
    /** It is protected if it holds data; its kind declares which of its resources do. */
    BY_KIND,
    /** It is protected whatever it holds: {@code protect = true}. */
    ON,
    /** It is not protected whatever it holds: {@code protect = false}. */
    OFF;

    /** Whether a resource with this setting is protected. */
    public boolean covers(boolean holdsData) {
        return this == ON || (this == BY_KIND && holdsData);
    }
}
