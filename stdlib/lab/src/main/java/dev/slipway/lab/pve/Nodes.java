package dev.slipway.lab.pve;

import dev.slipway.lab.Placement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one sees of nodes. */
final class Nodes {
    private Nodes() {}

    static void routes(Routes routes) {
        routes.on(
                        "GET",
                        "/nodes",
                        call -> call.in().nodesOf(call.cluster()).stream()
                                .map(node -> listed(call, node))
                                .toList())
                .on("GET", "/nodes/{node}/status", Nodes::status);
    }

    private static Map<String, Object> listed(ApiCall call, Node node) {
        var row = row(call, node);
        row.keySet().removeAll(List.of("cgroup-mode", "hastate"));
        row.put("ssl_fingerprint", node.fingerprint(call.in().site().authority()));
        return row;
    }

    static Map<String, Object> row(ApiCall call, Node node) {
        boolean up = call.in().isUp(node);
        var row = new LinkedHashMap<String, Object>();
        row.put("id", "node/" + node.name());
        row.put("type", "node");
        row.put("node", node.name());
        row.put("status", up ? "online" : "offline");
        row.put("level", "");
        if (up && call.may("/nodes/" + node.name(), "Sys.Audit")) {
            Host host = node.self();
            row.put("maxcpu", host.cpus());
            row.put("maxmem", host.memory());
            row.put("mem", used(call.cluster(), node));
            row.put("maxdisk", 100 * ResponseText.GIB);
            row.put("disk", 8 * ResponseText.GIB);
            row.put("cpu", 0.01);
            row.put("uptime", (call.now() - host.booted()) / 1000);
        }
        if (up) {
            row.put("cgroup-mode", 2);
        }
        if (call.cluster().haNodes.has(node.name())) {
            row.put("hastate", up ? "online" : "unknown"); // once the manager of HA knows it
        }
        return row;
    }

    /** The memory of its guests that run, and two GiB of its own. */
    static long used(Cluster cluster, Node node) {
        return 2 * ResponseText.GIB
                + cluster.guests.values().stream()
                        .filter(guest -> guest.running() && guest.node().equals(node.name()))
                        .mapToLong(guest -> guest.number("memory", 512) << 20)
                        .sum();
    }

    private static Object status(ApiCall call) {
        Host host = call.node().self();
        long used = used(call.cluster(), call.node());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("cpu", 0.01);
        answer.put("wait", 0);
        answer.put("idle", 0);
        answer.put("uptime", (call.now() - host.booted()) / 1000);
        answer.put("loadavg", List.of("0.10", "0.10", "0.10"));
        answer.put("kversion", "Linux 6.14.11-1-pve #1 SMP PREEMPT_DYNAMIC");
        answer.put(
                "pveversion",
                "pve-manager/" + call.in().version().full + "/" + call.in().version().build);
        var memory = new LinkedHashMap<String, Object>();
        memory.put("total", host.memory());
        memory.put("used", used);
        memory.put("free", host.memory() - used);
        if (call.in().version().isNine()) {
            memory.put("available", host.memory() - used);
        }
        answer.put("memory", memory);
        answer.put("ksm", Map.of("shared", 0));
        answer.put("boot-info", Map.of("mode", "legacy-bios"));
        answer.put("swap", Map.of("total", 0, "used", 0, "free", 0));
        answer.put(
                "rootfs",
                Map.of(
                        "total",
                        100 * ResponseText.GIB,
                        "used",
                        8 * ResponseText.GIB,
                        "free",
                        92 * ResponseText.GIB,
                        "avail",
                        92 * ResponseText.GIB));
        answer.put("cpuinfo", processor(host, call.in().site().placement()));
        answer.put(
                "current-kernel",
                Map.of(
                        "sysname", "Linux",
                        "machine", "x86_64",
                        "release", "6.14.11-1-pve",
                        "version", "#1 SMP PREEMPT_DYNAMIC"));
        return answer;
    }

    /** Whether it virtualizes is 1 or an empty text. pve-common src/PVE/ProcFSTools.pm read_cpuinfo. */
    private static Map<String, Object> processor(Host host, Placement placement) {
        boolean virtual = placement.property("kvm", "yes").equals("yes");
        var processor = new LinkedHashMap<String, Object>();
        processor.put("model", "Lab CPU");
        processor.put("sockets", 1);
        processor.put("cores", host.cpus());
        processor.put("cpus", host.cpus());
        processor.put("flags", virtual ? "fpu vme msr pae vmx aes" : "fpu vme msr pae aes");
        processor.put("hvm", virtual ? "1" : "");
        processor.put("mhz", "3000.000");
        processor.put("user_hz", 100);
        return processor;
    }
}
