package dev.slipway.rehearse;

import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.Task;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is declared of one Proxmox VE, as a system of the lab. */
final class Datacenter {
    private static final int HTTPS = 443;

    private final String name;
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, String> more = new TreeMap<>();
    private String endpoint = "";

    Datacenter(String name) {
        this.name = name;
    }

    void look(Task task, Fields reached) {
        endpoint = reached.text("endpoint");
        String node = task.inputs().text("node");
        if (!node.isEmpty()) {
            addresses.putIfAbsent(node, "");
        }
        if (reached.get("nodes") instanceof Fields nodes) {
            nodes.entries().forEach(each -> addresses.put(each.getKey(), String.valueOf(each.getValue())));
        }
        if (task.inputs().get("self") instanceof Fields self) {
            addresses.put(self.text("name"), self.text("endpoint"));
        }
        if (reached.get("token") instanceof Secret token) {
            more.put("tokens", "$" + Sketch.name(token));
        }
        if (reached.get("password") instanceof Secret password) {
            more.put("password", "$" + Sketch.name(password));
        }
        switch (task.key().kind()) {
            case "pve.cluster" -> more.put("cluster", "no");
            case "pve.ceph.osd" -> more.put("disks", "500");
            default -> {}
        }
    }

    String line() {
        if (addresses.isEmpty()) {
            addresses.put(name, "");
        }
        boolean first = true;
        for (var node : addresses.entrySet()) { // the first without an address of its own is the one that is asked
            if (node.getValue().isEmpty()) {
                node.setValue(
                        first && !addresses.containsValue(endpoint) ? endpoint : "https://" + node.getKey() + ":8006");
                first = false;
            }
        }
        String nodes = String.join(",", addresses.keySet());
        String where = addresses.values().stream().map(Datacenter::address).collect(Collectors.joining(","));
        String rest = more.entrySet().stream()
                .map(each -> " " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
        return "place pve " + name + " nodes=" + nodes + " address=" + where + rest;
    }

    private static String address(String url) {
        URI uri = URI.create(url);
        return uri.getHost() + ":" + (uri.getPort() < 0 ? HTTPS : uri.getPort());
    }
}
