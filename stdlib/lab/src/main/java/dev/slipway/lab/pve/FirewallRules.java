package dev.slipway.lab.pve;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a rule may say: what it names has to be there, and services are known by name. */
final class FirewallRules {
    private static final Pattern SET = Pattern.compile("\\+(?:(dc|guest)/)?([A-Za-z][A-Za-z0-9_-]+)");
    private static final Pattern ALIAS = Pattern.compile("(?:(dc|guest)/)?([A-Za-z][A-Za-z0-9_-]+)");

    /** By their names in small letters, as they are written. */
    private static final Map<String, String> SERVICES =
            Stream.of("""
                    Amanda Auth BGP BitTorrent BitTorrent32 CVS Ceph Citrix DAAP DCC DHCPfwd DHCPv6 DNS Distcc FTP Finger
                    GNUnet GRE Git HKP HTTP HTTP/3 HTTPS ICPV2 ICQ IMAP IMAPS IPIP IPsec IPsecah IPsecnat IRC Jetdirect
                    L2TP LDAP LDAPS MDNS MSNP MSSQL Mail MinIO Munin MySQL NNTP NNTPS NTP NeighborDiscovery OSPF OpenVPN
                    PCA PMG POP3 POP3S PPtP Ping PostgreSQL Printer RDP RIP RNDC Razor Rdate Rsync SANE SMB SMBswat SMTP
                    SMTPS SNMP SPAMD SPICEproxy SSH SVN SixXS Squid Submission Syslog TFTP Telnet Telnets Time Trcrt VNC
                    VNCL Web WebCache Webmin Whois WireGuard""".split("\\s+")).collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

    private static final Set<String> WITH_PORTS =
            Set.of("udp", "17", "udplite", "136", "tcp", "6", "dccp", "33", "sctp", "132");
    private static final Set<String> REQUIRED = Set.of("type", "action");

    private FirewallRules() {}

    /** The rule as it is kept, or why it is refused: pve-firewall PVE/Firewall.pm, verify_rule. */
    static Map<String, String> checked(ApiCall call, String key, Map<String, String> given) {
        var rule = new TreeMap<>(given);
        rule.values().removeIf(value -> value.isEmpty() || value.equals("-")); // copy_rule_data
        action(key, rule);
        card(key, rule);
        String service = rule.getOrDefault("macro", "").toLowerCase(Locale.ROOT);
        if (!service.isEmpty()) {
            if (!SERVICES.containsKey(service)) {
                throw ApiException.parameter("macro", "unknown macro '" + rule.get("macro") + "'");
            }
            rule.put("macro", SERVICES.get(service));
        }
        protocol(rule, "dport");
        protocol(rule, "sport");
        String version = version(call, key, rule);
        if (!version.isEmpty()) {
            rule.put("ipversion", version);
        }
        return rule;
    }

    /** What is named for removal: delete_rule_properties. */
    static void removed(Map<String, String> rule, List<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw ApiException.parameter("delete", "no such property ('" + name + "')");
            } else if (REQUIRED.contains(name)) {
                throw ApiException.parameter("delete", "unable to delete required property '" + name + "'");
            }
            rule.remove(name);
        }
    }

    private static String env(String key) {
        return key.startsWith("guest-") ? "vm" : key.startsWith("node-") ? "host" : key.replaceFirst("-.*", "");
    }

    private static void action(String key, Map<String, String> rule) {
        String type = rule.getOrDefault("type", "");
        String action = rule.getOrDefault("action", "");
        boolean isKnown = switch (env(key)) {
            case "vm" -> type.matches("in|out|group");
            case "group" -> type.matches("in|out|forward");
            default -> type.matches("in|out|forward|group");
        };
        if (!isKnown) {
            throw ApiException.parameter("type", "invalid rule type '" + type + "' for rule_env '" + env(key) + "'");
        } else if (type.equals("forward") && action.equals("REJECT")) {
            throw ApiException.parameter("action", "cannot define REJECT rules on forward chain");
        } else if (!type.equals("group") && !action.matches("ACCEPT|DROP|REJECT")) {
            throw ApiException.parameter("action", "unknown action '" + action + "'");
        }
    }

    private static void card(String key, Map<String, String> rule) {
        String card = rule.getOrDefault("iface", "");
        if (!card.isEmpty() && env(key).equals("group")) {
            throw ApiException.parameter("type", "parameter -i not allowed for this rule type");
        } else if (!card.isEmpty() && env(key).equals("vm") && !card.matches("net\\d+")) {
            throw ApiException.parameter("iface", "value does not match the regex pattern 'net\\d+'");
        }
    }

    private static void protocol(Map<String, String> rule, String ports) {
        String protocol = rule.getOrDefault("proto", "");
        boolean isIcmp = ports.equals("dport") && protocol.matches("icmp|icmpv6|ipv6-icmp|1|58");
        if (!rule.containsKey(ports)) {
            return;
        } else if (protocol.isEmpty()) {
            throw ApiException.parameter("proto", "missing property - '" + ports + "' requires this property");
        } else if (!isIcmp && !WITH_PORTS.contains(protocol)) {
            throw ApiException.parameter(ports, "protocol '" + protocol + "' does not support ports");
        }
    }

    /** Of addresses and protocols that are about one version of IP only, all are about the same. */
    private static String version(ApiCall call, String key, Map<String, String> rule) {
        String protocol = rule.getOrDefault("proto", "");
        String version = protocol.equals("icmp") ? "4" : protocol.matches("icmpv6|ipv6-icmp") ? "6" : "";
        for (String parameter : List.of("source", "dest")) {
            String said = rule.getOrDefault(parameter, "");
            String here = said.isEmpty() ? "" : versionOf(call, key, parameter, said);
            if (!version.isEmpty() && !here.isEmpty() && !version.equals(here)) {
                throw ApiException.parameter(parameter, "detected mixed ipv4/ipv6 addresses in rule");
            }
            version = here.isEmpty() ? version : here;
        }
        return version;
    }

    private static String versionOf(ApiCall call, String key, String parameter, String said) {
        Matcher set = SET.matcher(said);
        Matcher alias = ALIAS.matcher(said);
        if (set.matches()) {
            if (places(call, key).noneMatch(at -> at.sets().containsKey(set.group(2)))) {
                throw ApiException.parameter(parameter, "no such ipset '" + set.group(2) + "'");
            }
            return "";
        } else if (alias.matches()) {
            String cidr = places(call, key)
                    .flatMap(at -> FirewallNames.alias(at, alias.group(2)).stream())
                    .findFirst()
                    .orElseThrow(() -> ApiException.parameter(parameter, "no such alias '" + said + "'"));
            return cidr.contains(":") ? "6" : "4";
        }
        return said.contains(":") ? "6" : "4";
    }

    /** Where a name may stand: with the guest, and with the datacenter. Where it says that it stands is not looked at. */
    private static Stream<Ruleset> places(ApiCall call, String key) {
        Ruleset own = key.startsWith("guest-") ? Firewalls.of(call, key) : Ruleset.EMPTY;
        return Stream.of(own, Firewalls.of(call, "cluster"));
    }
}
