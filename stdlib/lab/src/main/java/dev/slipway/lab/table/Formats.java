package dev.slipway.lab.table;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The named formats of Proxmox VE that the lab knows well enough to refuse what does not have them. */
final class Formats {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Map<String, Predicate<String>> READ = Map.of(
            "IPorCIDR", Literals::isAddressOrCidr,
            "IPorCIDRorAlias", Literals::isCidrOrName,
            "pve-fw-addr-spec", Literals::areAddresses,
            "pve-fw-dport-spec", Literals::arePorts,
            "pve-fw-sport-spec", Literals::arePorts,
            "pve-fw-protocol-spec", Literals::isProtocol);
    private static final Map<String, String> KNOWN = Map.of(
            "pve-vmid", "[1-9][0-9]{2,8}",
            "pve-node", LABEL,
            "dns-name", LABEL + "(\\." + LABEL + ")*",
            "pve-storage-id", "[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]",
            "mac-addr", "[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}",
            "disk-size", "[0-9]+(\\.[0-9]+)?[KMGT]?",
            "pve-tag-list", "(?i)([a-z0-9_][a-z0-9_.+-]*([;, ][a-z0-9_][a-z0-9_.+-]*)*)?",
            "pve-poolid", "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){0,2}");

    private Formats() {}

    static @Nullable String objection(String format, String value) {
        Predicate<String> known = READ.get(format);
        String pattern = KNOWN.getOrDefault(format, "(?s).*");
        boolean good = known == null ? value.matches(pattern) : known.test(value);
        return good ? null : text(format, value);
    }

    /** As the verifiers of pve-common src/PVE/JSONSchema.pm and pve-firewall src/PVE/Firewall.pm put it. */
    private static String text(String format, String value) {
        return switch (format) {
            case "pve-vmid" -> "value does not look like a valid VM ID";
            case "pve-node" -> "value does not look like a valid node name";
            case "dns-name" -> "value does not look like a valid DNS name";
            case "pve-storage-id" ->
                "storage ID '" + value + "' "
                        + (value.length() < 2 ? "cannot be shorter than 2 characters" : "contains illegal characters");
            case "mac-addr" -> "value does not look like a valid unicast MAC address";
            case "disk-size" -> "value does not look like a valid disk size: " + value;
            case "pve-tag-list" -> "invalid characters in tag";
            case "IPorCIDR", "IPorCIDRorAlias" -> "value does not look like a valid IP address or CIDR network";
            case "pve-fw-dport-spec", "pve-fw-sport-spec" -> "invalid port '" + value + "'";
            case "pve-fw-protocol-spec" -> "unknown protocol '" + value + "'";
            default -> "'" + value + "' is no " + format;
        };
    }
}
