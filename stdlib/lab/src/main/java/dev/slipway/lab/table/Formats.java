package dev.slipway.lab.table;

import dev.slipway.lab.Json;
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
            "pve-configid", "(?i)[a-z][a-z0-9_-]+",
            "pve-storage-id", "[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]",
            "mac-addr", "[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}",
            "disk-size", "[0-9]+(\\.[0-9]+)?[KMGT]?",
            "pve-tag-list", "(?i)([a-z0-9_][a-z0-9_.+-]*([;, ][a-z0-9_][a-z0-9_.+-]*)*)?",
            "pve-poolid", "[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){0,2}");

    /** Formats that are lists of {@code key=value}. qemu-server src/PVE/QemuServer/PCI.pm, USB.pm, RNG.pm, src/PVE/QemuServer.pm. */
    private static final Map<String, Map<String, @Nullable Object>> LISTS = Map.of(
            "pve-qm-hostpci", Json.object("""
                    {"host":{"type":"string","optional":1,"default_key":1},
                    "mapping":{"type":"string","optional":1,"format":"pve-configid"},
                    "rombar":{"type":"boolean","optional":1},"pcie":{"type":"boolean","optional":1},
                    "x-vga":{"type":"boolean","optional":1},"legacy-igd":{"type":"boolean","optional":1},
                    "romfile":{"type":"string","optional":1,"pattern":"[^,;]+"},
                    "mdev":{"type":"string","optional":1,"pattern":"[^/.:]+"},
                    "vendor-id":{"type":"string","optional":1,"pattern":"0x[0-9a-fA-F]{4}"},
                    "device-id":{"type":"string","optional":1,"pattern":"0x[0-9a-fA-F]{4}"},
                    "sub-vendor-id":{"type":"string","optional":1,"pattern":"0x[0-9a-fA-F]{4}"},
                    "sub-device-id":{"type":"string","optional":1,"pattern":"0x[0-9a-fA-F]{4}"},
                    "driver":{"type":"string","optional":1,"enum":["vfio","keep"]}}"""),
            "pve-qm-usb", Json.object("""
                    {"host":{"type":"string","optional":1,"default_key":1},
                    "mapping":{"type":"string","optional":1,"format":"pve-configid"},
                    "usb3":{"type":"boolean","optional":1}}"""),
            "pve-qm-rng", Json.object("""
                    {"source":{"type":"string","default_key":1,"enum":["/dev/urandom","/dev/random","/dev/hwrng"]},
                    "max_bytes":{"type":"integer","optional":1},"period":{"type":"integer","optional":1}}"""));

    private Formats() {}

    static Map<String, @Nullable Object> list(String format) {
        return LISTS.getOrDefault(format, Map.of());
    }

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
            case "pve-configid" -> "invalid configuration ID '" + value + "'";
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
