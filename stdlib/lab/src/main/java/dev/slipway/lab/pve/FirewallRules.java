package dev.slipway.lab.pve;

import java.util.Locale;
import java.util.Map;
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

    private FirewallRules() {}

    /** The rule as it is kept, or why it is refused. */
    static Map<String, String> checked(Call call, String key, Map<String, String> given) {
        var rule = new TreeMap<>(given);
        action(call, rule);
        String service = rule.getOrDefault("macro", "").toLowerCase(Locale.ROOT);
        if (!service.isEmpty()) {
            if (!SERVICES.containsKey(service)) {
                throw Refused.parameter("macro", "unknown macro '" + rule.get("macro") + "'");
            }
            rule.put("macro", SERVICES.get(service));
        }
        boolean ports = rule.containsKey("dport") || rule.containsKey("sport");
        if (ports && !rule.containsKey("proto") && service.isEmpty()) {
            throw Refused.parameter(rule.containsKey("dport") ? "dport" : "sport", "missing property - 'proto'");
        }
        named(call, key, rule, "source");
        named(call, key, rule, "dest");
        return rule;
    }

    private static void action(Call call, Map<String, String> rule) {
        String action = rule.getOrDefault("action", "ACCEPT");
        if (rule.getOrDefault("type", "").equals("group")) {
            if (!call.cluster().firewalls.has(FirewallGroups.key(action))) {
                throw Refused.parameter("action", "security group '" + action + "' does not exist");
            }
        } else if (!action.matches("ACCEPT|DROP|REJECT")) {
            throw Refused.parameter("action", "unknown action '" + action + "'");
        }
    }

    private static void named(Call call, String key, Map<String, String> rule, String parameter) {
        String said = rule.getOrDefault(parameter, "");
        Matcher set = SET.matcher(said);
        Matcher alias = ALIAS.matcher(said);
        if (set.matches() && places(call, key, set).noneMatch(at -> at.sets().containsKey(set.group(2)))) {
            throw Refused.parameter(parameter, "no such ipset '" + said.substring(1) + "'");
        } else if (alias.matches()
                && places(call, key, alias).noneMatch(at -> at.aliases().containsKey(alias.group(2)))) {
            throw Refused.parameter(parameter, "no such alias '" + said + "'");
        }
    }

    /** Where a name may stand: with the guest, and with the datacenter, unless it says in which of both. */
    private static Stream<Ruleset> places(Call call, String key, Matcher name) {
        Ruleset own = key.startsWith("guest-") ? Firewalls.of(call, key) : Ruleset.EMPTY;
        Ruleset cluster = Firewalls.of(call, "cluster");
        return name.group(1) == null
                ? Stream.of(own, cluster)
                : Stream.of(name.group(1).equals("dc") ? cluster : own);
    }
}
