package dev.slipway.lab.pve;

/**
 * A role that somebody has at a path.
 *
 * @param sort {@code user}, {@code group} or {@code token}
 */
record Grant(String path, String sort, String who, String role, boolean propagate) {
    String key() {
        return path + " " + sort + " " + who + " " + role;
    }
}
