package dev.slipway.lab.pve;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The interfaces of a node as Proxmox VE reads them back after it has written its file. Writing and reading lose and add
 * options, by the type of the interface and by its families of addresses: pve-common PVE/Network/Interfaces.pm,
 * __write_etc_network_interfaces and __read_etc_network_interfaces.
 */
final class InterfaceFile {
    static final List<String> PORTS = List.of("bridge_ports", "ovs_ports", "slaves", "ovs_bonds");
    private static final Pattern VLAN = Pattern.compile("(\\S+)\\.(\\d+)");
    private static final Pattern NAMED = Pattern.compile("vlan([1-9]\\d*)");
    private static final Pattern PHYSICAL = Pattern.compile("eth\\d+|en[^:.]+|ib[^:.]+|(?:nic|if)\\d+");
    private static final Set<String> COMMON = Set.of(
            "type",
            "priority",
            "method",
            "active",
            "exists",
            "comments",
            "autostart",
            "address",
            "netmask",
            "cidr",
            "gateway",
            "method6",
            "families",
            "comments6",
            "address6",
            "netmask6",
            "cidr6",
            "gateway6");

    private final Map<String, Map<String, String>> all = new TreeMap<>();

    InterfaceFile(Iterable<ConfigSection> interfaces) {
        interfaces.forEach(one -> all.put(one.id(), new TreeMap<>(one.options())));
    }

    Map<String, String> get(String name) {
        return all.getOrDefault(name, Map.of());
    }

    Map<String, Map<String, String>> all() {
        return all;
    }

    static List<String> ports(Map<String, String> interfaceOptions) {
        return PORTS.stream()
                .flatMap(key -> ApiCall.listed(interfaceOptions.getOrDefault(key, "")).stream())
                .toList();
    }

    /** Writes the file down and reads it again, or says why it cannot be written. */
    List<ConfigSection> written() {
        bonds();
        vlans();
        bridges();
        return all.keySet().stream().map(this::read).toList();
    }

    /** Text for a missing slave as the source has it: it looks at the type of an entry that it has just made. */
    private void bonds() {
        all.forEach((name, bond) -> {
            if (type(bond).equals("bond")) {
                for (String port : ApiCall.listed(bond.getOrDefault("slaves", ""))) {
                    String type = type(get(port));
                    if (!type.equals("eth") && !type.equals("bond")) {
                        throw ApiException.because("bond '" + name + "' - wrong interface type on slave '" + port
                                + "' ('" + type + "' != 'eth or bond')");
                    }
                    get(port).put("autostart", "1");
                    packets(name, bond, port, get(port));
                }
            }
        });
    }

    private void vlans() {
        all.forEach((name, vlan) -> {
            if (type(vlan).equals("vlan")) {
                Matcher dotted = VLAN.matcher(name);
                String parent = dotted.matches() ? dotted.group(1) : vlan.getOrDefault("vlan-raw-device", "");
                if (parent.isEmpty()) {
                    throw ApiException.because("missing vlan-raw-device option");
                } else if (!all.containsKey(parent)) {
                    throw ApiException.because("vlan '" + name + "' - unable to find parent '" + parent + "'");
                } else if (!type(get(parent)).matches("eth|bridge|bond|vlan")) {
                    throw ApiException.because("vlan '" + name + "' - wrong interface type on parent '" + parent
                            + "' ('" + type(get(parent)) + "' != 'eth|bond|bridge|vlan' )");
                }
                packets(parent, get(parent), name, vlan);
            }
        });
    }

    private void bridges() {
        all.forEach((name, bridge) -> {
            if (type(bridge).equals("bridge")) {
                for (String port : ApiCall.listed(bridge.getOrDefault("bridge_ports", ""))) {
                    Map<String, String> there = get(port);
                    if (!all.containsKey(port)) {
                        Matcher dotted = VLAN.matcher(port);
                        if (!dotted.matches()) {
                            throw ApiException.because(
                                    "bridge '" + name + "' - unable to find bridge port '" + port + "'");
                        }
                        there = Map.of(
                                "type", "vlan", "mtu", get(dotted.group(1)).getOrDefault("mtu", ""));
                    }
                    if (there.getOrDefault("method", "").equals("static")
                            || there.getOrDefault("method6", "").equals("static")) {
                        throw ApiException.because(
                                "iface " + port + " - ip address can't be set on interface if bridged in " + name);
                    }
                    packets(port, there, name, bridge);
                }
            }
        });
    }

    /** What carries others takes packets as large as theirs. */
    private static void packets(String lower, Map<String, String> below, String upper, Map<String, String> above) {
        String most = above.getOrDefault("mtu", "");
        String here = below.getOrDefault("mtu", "");
        if (!most.isEmpty()) {
            String limit = !here.isEmpty() ? here : type(below).equals("bond") ? most : "1500";
            if (Integer.parseInt(limit) < Integer.parseInt(most)) {
                throw ApiException.because(
                        "interface '" + lower + "' - mtu " + limit + " is lower than '" + upper + "' - mtu " + most);
            }
        }
    }

    private static String type(Map<String, String> options) {
        return options.getOrDefault("type", "");
    }

    private ConfigSection read(String name) {
        Map<String, String> options = get(name);
        var read = new TreeMap<String, String>();
        Set<String> families = new LinkedHashSet<>(ApiCall.listed(options.getOrDefault("families", "inet")));
        read.put("families", String.join(" ", families));
        addresses(options, read, families.contains("inet"), "");
        addresses(options, read, families.contains("inet6"), "6");
        comments(options, read, families.contains("inet6"));
        keep(options, read, "priority", "exists", "active", "autostart");
        read.put("type", typeOf(name, options));
        switch (type(options)) {
            case "bridge" -> bridge(options, read);
            case "bond" -> bond(options, read);
            default ->
                options.forEach((key, value) -> {
                    if (!COMMON.contains(key) && !value.isEmpty() && !value.equals("0")) {
                        read.put(key, value);
                    }
                });
        }
        vlan(name, read);
        return new ConfigSection(name, read);
    }

    /** A name with a dot, or one such as vlan5, says which network and what carries it. */
    private void vlan(String name, Map<String, String> read) {
        Matcher dotted = VLAN.matcher(name);
        Matcher named = NAMED.matcher(name);
        if (!read.getOrDefault("type", "").equals("vlan")) {
            return;
        } else if (dotted.matches()) {
            read.putIfAbsent("vlan-raw-device", dotted.group(1));
            read.put("vlan-id", dotted.group(2));
        } else if (named.matches()) {
            read.put("vlan-id", named.group(1));
        }
        read.remove("exists");
        keep(get(read.getOrDefault("vlan-raw-device", "")), read, "exists");
    }

    /** The type is not written: it is told from the name and the options. */
    private static String typeOf(String name, Map<String, String> options) {
        boolean isKnown = switch (type(options)) {
            case "bond" -> name.matches("bond\\d+");
            case "eth" ->
                options.containsKey("exists") || PHYSICAL.matcher(name).matches();
            case "vlan" -> VLAN.matcher(name).matches() || options.containsKey("vlan-raw-device");
            default -> true;
        };
        return isKnown ? type(options) : "unknown";
    }

    private static void addresses(Map<String, String> options, Map<String, String> read, boolean has, String suffix) {
        read.put("method" + suffix, has ? options.getOrDefault("method" + suffix, "manual") : "manual");
        String address = options.getOrDefault("address" + suffix, options.getOrDefault("cidr" + suffix, ""));
        if (has && !address.isEmpty()) {
            String bare = address.replaceFirst("/.*", "");
            String length = address.contains("/")
                    ? address.replaceFirst(".*/", "")
                    : options.getOrDefault("netmask" + suffix, suffix.isEmpty() ? "32" : "128");
            read.put("address" + suffix, bare);
            read.put("netmask" + suffix, bits(length));
            read.put("cidr" + suffix, bare + "/" + bits(length));
        }
        if (has) {
            keep(options, read, "gateway" + suffix);
        }
    }

    private static String bits(String mask) {
        if (!mask.contains(".")) {
            return mask;
        }
        return String.valueOf(Arrays.stream(mask.split("\\.", -1))
                .mapToInt(part -> Integer.bitCount(Integer.parseInt(part)))
                .sum());
    }

    private static void comments(Map<String, String> options, Map<String, String> read, boolean six) {
        String all = options.getOrDefault("comments", "") + (six ? "\n" + options.getOrDefault("comments6", "") : "");
        String lines = all.lines().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        if (!lines.isEmpty()) {
            read.put("comments", lines + "\n");
        }
    }

    /** An option that is there at all makes it aware of virtual networks, whatever it says. */
    private static void bridge(Map<String, String> options, Map<String, String> read) {
        read.put("bridge_ports", sorted(options.getOrDefault("bridge_ports", "")));
        read.put("bridge_stp", options.getOrDefault("bridge_stp", "off"));
        read.put("bridge_fd", options.getOrDefault("bridge_fd", "0"));
        if (options.containsKey("bridge_vlan_aware")) {
            read.put("bridge_vlan_aware", "1");
            String networks = options.getOrDefault("bridge_vids", "");
            read.put("bridge_vids", networks.isEmpty() ? "2-4094" : networks);
        }
        keep(options, read, "mtu");
    }

    private static void bond(Map<String, String> options, Map<String, String> read) {
        String mode = options.getOrDefault("bond_mode", "balance-rr");
        read.put("slaves", sorted(options.getOrDefault("slaves", "")));
        read.put("bond_miimon", options.getOrDefault("bond_miimon", "100"));
        read.put("bond_mode", mode);
        if (mode.equals("balance-xor") || mode.equals("802.3ad")) {
            keep(options, read, "bond_xmit_hash_policy");
        }
        if (mode.equals("active-backup")) {
            keep(options, read, "bond-primary");
        }
        keep(options, read, "mtu");
    }

    private static String sorted(String ports) {
        return ApiCall.listed(ports).stream().sorted().distinct().collect(Collectors.joining(" "));
    }

    private static void keep(Map<String, String> options, Map<String, String> read, String... names) {
        for (String name : names) {
            String value = options.getOrDefault(name, "");
            if (!value.isEmpty() && !value.equals("0")) {
                read.put(name, value);
            }
        }
    }
}
