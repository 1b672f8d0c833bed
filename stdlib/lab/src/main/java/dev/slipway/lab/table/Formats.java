package dev.slipway.lab.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The named formats of Proxmox VE that the lab knows well enough to refuse what does not have them. */
final class Formats {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Map<String, String> KNOWN = Map.of(
            "pve-vmid", "[1-9][0-9]{2,8}",
            "pve-node", LABEL,
            "dns-name", LABEL + "(\\." + LABEL + ")*",
            "pve-storage-id", "[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]",
            "mac-addr", "[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}",
            "disk-size", "[0-9]+(\\.[0-9]+)?[KMGT]?",
            "pve-tag-list", "([a-z0-9_][a-z0-9_.+-]*([;, ][a-z0-9_][a-z0-9_.+-]*)*)?",
            "pve-poolid", "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){0,2}");

    private Formats() {}

    static @Nullable String objection(String format, String value) {
        String pattern = KNOWN.get(format);
        return pattern == null || value.matches(pattern) ? null : "'" + value + "' is no " + format;
    }
}
