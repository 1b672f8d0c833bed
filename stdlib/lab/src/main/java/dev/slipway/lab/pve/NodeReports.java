package dev.slipway.lab.pve;

import dev.slipway.lab.Authority;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a node tells of its certificates, packages, services, logs and statistics. */
final class NodeReports {
    private static final String NODE = "/nodes/{node}";

    /** The units that are found on a node of the lab. pve-manager PVE/API2/Services.pm get_service_list. */
    private static final Map<String, String> SERVICES = Map.ofEntries(
            Map.entry("chrony", "chrony, an NTP client/server"),
            Map.entry("corosync", "Corosync Cluster Engine"),
            Map.entry("cron", "Regular background program processing daemon"),
            Map.entry("postfix", "Postfix Mail Transport Agent (instance -)"),
            Map.entry("proxmox-firewall", "Proxmox nftables firewall"),
            Map.entry("pve-cluster", "The Proxmox VE cluster filesystem"),
            Map.entry("pve-firewall", "Proxmox VE firewall"),
            Map.entry("pve-ha-crm", "PVE Cluster HA Resource Manager Daemon"),
            Map.entry("pve-ha-lrm", "PVE Local HA Resource Manager Daemon"),
            Map.entry("pvedaemon", "PVE API Daemon"),
            Map.entry("pvefw-logger", "Proxmox VE firewall logger"),
            Map.entry("pveproxy", "PVE API Proxy Server"),
            Map.entry("pvescheduler", "Proxmox VE scheduler"),
            Map.entry("pvestatd", "PVE Status Daemon"),
            Map.entry("qmeventd", "PVE Qemu Event Daemon"),
            Map.entry("spiceproxy", "PVE SPICE Proxy Server"),
            Map.entry("sshd", "OpenBSD Secure Shell server"));

    /** Seconds between two points, and how many there are. pve-cluster PVE/RRD.pm create_rrd_data. */
    private record Frame(long step, int points) {}

    private static final Map<String, Frame> FRAMES = Map.of(
            "hour", new Frame(60, 60),
            "day", new Frame(60, 1440),
            "week", new Frame(1800, 336),
            "month", new Frame(1800, 1440),
            "year", new Frame(21_600, 1440),
            "decade", new Frame(604_800, 570));
    private static final Map<String, Frame> FRAMES_8 = Map.of(
            "hour", new Frame(60, 70),
            "day", new Frame(1800, 70),
            "week", new Frame(10_800, 70),
            "month", new Frame(43_200, 70),
            "year", new Frame(604_800, 70));

    private NodeReports() {}

    static void routes(Routes routes) {
        routes.on("GET", NODE + "/certificates/info", NodeReports::certificates)
                .on("GET", NODE + "/apt/update", call -> List.of())
                .on("GET", NODE + "/services", NodeReports::services)
                .on("GET", NODE + "/services/{service}/state", call -> service(call, call.text("service")))
                .on("GET", NODE + "/syslog", NodeReports::syslog)
                .on(
                        "GET",
                        NODE + "/rrddata",
                        call -> points(call, call.node().self().booted(), node(call)))
                .on("GET", NODE + "/qemu/{vmid}/rrddata", call -> {
                    Guest guest = call.guest();
                    return points(call, call.node().self().booted(), guest(guest));
                });
    }

    /** pve-common PVE/Certificate.pm get_certificate_info. */
    private static Object certificates(ApiCall call) {
        Authority authority = call.in().site().authority();
        return List.of(
                certificate("pve-root-ca.pem", call.node().identity(authority).issuer()),
                certificate("pve-ssl.pem", call.node().identity(authority).certificate()));
    }

    private static Map<String, Object> certificate(String file, X509Certificate certificate) {
        try {
            var shown = new LinkedHashMap<String, Object>();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            shown.put("filename", file);
            shown.put(
                    "fingerprint", HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT));
            shown.put("subject", "/" + certificate.getSubjectX500Principal().getName());
            shown.put("issuer", "/" + certificate.getIssuerX500Principal().getName());
            shown.put("notbefore", certificate.getNotBefore().toInstant().getEpochSecond());
            shown.put("notafter", certificate.getNotAfter().toInstant().getEpochSecond());
            var names = new ArrayList<String>();
            if (certificate.getSubjectAlternativeNames() != null) {
                certificate.getSubjectAlternativeNames().forEach(name -> names.add(String.valueOf(name.get(1))));
            }
            shown.put("san", names);
            shown.put("pem", Authority.pem(certificate));
            if (certificate.getPublicKey() instanceof ECPublicKey key) {
                shown.put("public-key-type", "id-ecPublicKey");
                shown.put("public-key-bits", key.getParams().getOrder().bitLength());
            }
            return shown;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object services(ApiCall call) {
        return new TreeMap<>(SERVICES)
                .keySet().stream().map(name -> service(call, name)).toList();
    }

    private static Map<String, Object> service(ApiCall call, String name) {
        String unit = SERVICES.get(name);
        if (unit == null) {
            // known to the schema, and not installed
            return Map.of(
                    "service",
                    name,
                    "name",
                    name,
                    "desc",
                    name,
                    "state",
                    "dead",
                    "active-state",
                    "inactive",
                    "unit-state",
                    "not-found");
        }
        boolean runs =
                !name.equals("corosync") || call.cluster().corosync.get("").isPresent();
        return Map.of(
                "service",
                name,
                "name",
                name,
                "desc",
                unit,
                "state",
                runs ? "running" : "dead",
                "active-state",
                runs ? "active" : "inactive",
                "unit-state",
                "enabled");
    }

    /** An empty log has one line. pve-common PVE/Tools.pm dump_journal. */
    private static Object syslog(ApiCall call) {
        call.beside().put("total", 1);
        return List.of(Map.of("n", 1, "t", "no content"));
    }

    private static Object points(ApiCall call, long since, Map<String, Object> values) {
        Frame frame = (call.in().version().isNine() ? FRAMES : FRAMES_8).get(call.text("timeframe"));
        if (frame == null) {
            throw new IllegalStateException("no such time frame: " + call.text("timeframe"));
        }
        long last = call.now() / 1000 / frame.step() * frame.step() - frame.step();
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = frame.points() - 1; i >= 0; i--) {
            var row = new LinkedHashMap<String, Object>();
            row.put("time", last - i * frame.step());
            if (last - i * frame.step() >= since / 1000) {
                row.putAll(values);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> node(ApiCall call) {
        Host host = call.node().self();
        var values = new LinkedHashMap<String, Object>();
        values.put("loadavg", 0.1);
        values.put("maxcpu", host.cpus());
        values.put("cpu", 0.01);
        values.put("iowait", 0);
        values.put("memtotal", host.memory());
        values.put("memused", Nodes.used(call.cluster(), call.node()));
        values.put("swaptotal", 0);
        values.put("swapused", 0);
        values.put("roottotal", 100 * ResponseText.GIB);
        values.put("rootused", 8 * ResponseText.GIB);
        values.put("netin", 0);
        values.put("netout", 0);
        return values;
    }

    private static Map<String, Object> guest(Guest guest) {
        var values = new LinkedHashMap<String, Object>();
        values.put("maxcpu", guest.number("cores", 1) * guest.number("sockets", 1));
        values.put("cpu", 0);
        values.put("maxmem", guest.number("memory", 512) << 20);
        values.put("mem", 0);
        values.put("disk", 0);
        values.put("netin", 0);
        values.put("netout", 0);
        values.put("diskread", 0);
        values.put("diskwrite", 0);
        return values;
    }
}
