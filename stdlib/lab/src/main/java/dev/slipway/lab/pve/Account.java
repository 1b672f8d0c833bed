package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/** Somebody, or some program, that may ask. Those of the realm {@code pam} have the password of the host. */
record Account(String id, String password, List<String> groups, Map<String, String> options) {
    boolean isEnabled() {
        return !options.getOrDefault("enable", "1").equals("0");
    }

    String realm() {
        return id.substring(id.lastIndexOf('@') + 1);
    }
}
