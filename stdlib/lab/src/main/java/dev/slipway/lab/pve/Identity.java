package dev.slipway.lab.pve;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param token the full name of the token, where one was used
 */
record Identity(String user, Optional<String> token) {
    static final String ROOT = "root@pam";

    /** The name in task lists and logs. */
    String name() {
        return token.orElse(user);
    }

    boolean isRoot() {
        return user.equals(ROOT) && token.isEmpty();
    }
}
