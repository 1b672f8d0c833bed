package dev.slipway.providers;

import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.Task;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is declared of one Proxmox VE, as a system of the lab. */
final class DatacenterSketch {
    private static final int HTTPS = 443;

    /** What an image is taken to have, in MiB: the script does not say. */
    private static final int IMAGE = 512;

    /** The storages that every host has after it was installed. */
    private static final Map<String, String> INSTALLED =
            new TreeMap<>(Map.of("local", "local:dir:100", "local-lvm", "local-lvm:lvmthin:500"));

    private final String name;
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, String> more = new TreeMap<>();
    private final Set<String> images = new LinkedHashSet<>();
    private final Map<String, String> storages = new TreeMap<>();
    private final Set<String> filled = new TreeSet<>();
    private final Set<String> declared = new HashSet<>();
    private String endpoint = "";

    DatacenterSketch(String name) {
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
            more.put("tokens", "$" + name(token));
        }
        if (reached.get("password") instanceof Secret password) {
            more.put("password", "$" + name(password));
        }
        switch (task.key().kind()) {
            case "proxmox.cluster" -> more.put("cluster", "no");
            case "proxmox.ceph.osd" -> more.put("disks", "500");
            case "proxmox.image" -> image(task.inputs());
            case "proxmox.storage" -> declared.add(task.key().name());
            case "proxmox.vm" -> disks(task.inputs());
            default -> {}
        }
    }

    private void image(Fields image) {
        String storage = image.text("storage");
        storages.putIfAbsent(storage, storage + ":dir:100");
        filled.add(storage);
        if (!image.text("url").isEmpty()) {
            images.add(image.text("url") + "#" + IMAGE + "#" + image.text("sha256"));
        }
    }

    private void disks(Fields machine) {
        if (machine.get("disks") instanceof Fields disks) {
            for (int i = 0; i < disks.size(); i++) {
                String storage = disks.value(i) instanceof Fields disk ? disk.text("storage") : "";
                if (!storage.isEmpty()) {
                    storages.put(storage, storage + (addresses.size() > 1 ? ":rbd:500" : ":lvmthin:500"));
                }
            }
        }
    }

    /** What of the storages the script takes for granted; those that it declares come by themselves. */
    private void stored() {
        storages.keySet().removeAll(declared);
        filled.removeAll(declared);
        filled.forEach(storage -> more.put("content." + storage, "iso,vztmpl,backup,import"));
        if (!INSTALLED.keySet().containsAll(storages.keySet())) {
            storages.putAll(INSTALLED);
            more.put("storages", String.join(",", storages.values()));
        }
        if (!images.isEmpty()) {
            more.put("images", String.join(",", images));
        }
    }

    String line() {
        stored();
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
        String where =
                addresses.values().stream().map(DatacenterSketch::address).collect(Collectors.joining(","));
        String rest = more.entrySet().stream()
                .map(each -> " " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
        return "place proxmox " + name + " nodes=" + nodes + " address=" + where + rest;
    }

    private static String address(String url) {
        URI uri = URI.create(url);
        return uri.getHost() + ":" + (uri.getPort() < 0 ? HTTPS : uri.getPort());
    }

    private static String name(Secret secret) {
        return secret.source().substring(secret.source().indexOf(':') + 1);
    }
}
