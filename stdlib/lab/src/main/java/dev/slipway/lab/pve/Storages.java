package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where volumes lie: what is defined for a cluster, and how much room there is. */
final class Storages {
    private static final Set<String> SHARED = Set.of("rbd", "cephfs", "nfs", "cifs", "iscsi", "pbs");
    private static final Set<String> FILES = Set.of("dir", "nfs", "cifs", "cephfs", "btrfs");
    private static final Map<String, List<String>> NEEDED = Map.of(
            "dir", List.of("path"),
            "nfs", List.of("server", "export"),
            "cifs", List.of("server", "share"),
            "lvm", List.of("vgname"),
            "lvmthin", List.of("vgname", "thinpool"),
            "zfspool", List.of("pool"));
    private static final String CAPACITY = "1024";

    private Storages() {}

    static void routes(Routes routes) {
        routes.on("GET", "/storage", Storages::list)
                .on("GET", "/storage/{storage}", call -> shown(section(call)))
                .on("POST", "/storage", Storages::create)
                .on("PUT", "/storage/{storage}", Storages::change)
                .does("DELETE", "/storage/{storage}", Storages::delete)
                .on("GET", "/nodes/{node}/storage", Storages::onNode)
                .on("GET", "/nodes/{node}/storage/{storage}/status", call -> state(call, call.node(), section(call)));
    }

    static boolean isShared(Section storage) {
        return storage.is("shared") || SHARED.contains(storage.option("type", ""));
    }

    static boolean keepsFiles(Section storage) {
        return FILES.contains(storage.option("type", ""));
    }

    static boolean isOn(Section storage, Node node) {
        List<String> nodes = Call.listed(storage.option("nodes", node.name()));
        return nodes.contains(node.name()) && !storage.is("disable");
    }

    static boolean takes(Section storage, String content) {
        return Call.listed(storage.option("content", "")).contains(content);
    }

    /** What the installer writes for a storage of this type. */
    static void place(String id, Map<String, String> options) {
        switch (options.getOrDefault("type", "")) {
            case "dir" -> options.putIfAbsent("path", id.equals("local") ? "/var/lib/vz" : "/mnt/" + id);
            case "cephfs" -> options.putIfAbsent("path", "/mnt/pve/" + id);
            case "lvmthin" -> {
                options.putIfAbsent("vgname", "pve");
                options.putIfAbsent("thinpool", "data");
            }
            case "zfspool" -> options.putIfAbsent("pool", "rpool/data");
            case "rbd" -> options.putIfAbsent("pool", id);
            default -> options.putIfAbsent("shared", "0");
        }
    }

    private static Section section(Call call) {
        return section(call.cluster(), call.text("storage"));
    }

    static Section section(Cluster cluster, String id) {
        return cluster.storages.get(id).orElseThrow(() -> Refused.because("storage '" + id + "' does not exist"));
    }

    /** A storage as a node may use it. */
    static Section usable(Cluster cluster, Node node, String id) {
        Section storage = section(cluster, id);
        if (storage.is("disable")) {
            throw Refused.because("storage '" + id + "' is disabled");
        } else if (!isOn(storage, node)) {
            throw Refused.because("storage '" + id + "' is not available on node '" + node.name() + "'");
        }
        return storage;
    }

    private static Map<String, Object> shown(Section section) {
        var options = new TreeMap<>(section.options());
        options.remove("capacity");
        var shown = new Section(section.id(), options).shown("storage");
        shown.put("digest", Shown.digest(section));
        return shown;
    }

    private static Object list(Call call) {
        return call.cluster().storages.values().stream()
                .filter(storage ->
                        !call.has("type") || storage.option("type", "").equals(call.text("type")))
                .filter(storage ->
                        call.mayAny("/storage/" + storage.id(), "Datastore.Audit", "Datastore.AllocateSpace"))
                .map(Storages::shown)
                .toList();
    }

    private static Object create(Call call) {
        String id = call.text("storage");
        if (call.cluster().storages.has(id)) {
            throw Refused.because("create storage failed: storage ID '" + id + "' already defined");
        }
        for (String needed : NEEDED.getOrDefault(call.text("type"), List.of())) {
            if (!call.has(needed)) {
                throw Refused.because("create storage failed: missing value for required option '" + needed + "'");
            }
        }
        var options = new TreeMap<>(call.without("storage"));
        options.put("capacity", call.in().site().placement().property("capacity." + id, CAPACITY));
        options.putIfAbsent(
                "content",
                keepsFiles(new Section(id, options)) ? "images,rootdir,vztmpl,iso,backup,snippets" : "images,rootdir");
        place(id, options);
        call.cluster().storages.put(id, new Section(id, options));
        return Map.of("storage", id, "type", call.text("type"));
    }

    private static Object change(Call call) {
        Section storage = section(call);
        Shown.unchanged(call, Shown.digest(storage));
        Map<String, String> changed = call.without("digest", "delete");
        for (String name : call.list("delete")) {
            if (changed.containsKey(name)) {
                throw Refused.parameter(name, "unable to set and delete property at the same time");
            }
        }
        call.cluster().storages.put(storage.id(), storage.with(changed, call.list("delete")));
        return Map.of("storage", storage.id(), "type", storage.option("type", ""));
    }

    private static void delete(Call call) {
        String id = section(call).id();
        boolean base = call.cluster().volumes.values().stream()
                .anyMatch(volume -> volume.storage().equals(id) && volume.id().contains("base-"));
        if (base) {
            throw Refused.because(
                    "delete storage failed: can't remove storage - storage is used as base of another storage");
        }
        call.cluster().storages.remove(id);
    }

    static long used(Cluster cluster, Node node, Section storage) {
        return cluster.volumes.values().stream()
                .filter(volume -> volume.storage().equals(storage.id()))
                .filter(volume -> volume.node().isEmpty() || volume.node().equals(node.name()))
                .mapToLong(Volume::size)
                .sum();
    }

    static long total(Section storage) {
        return Long.parseLong(storage.option("capacity", CAPACITY)) * Shown.GIB;
    }

    private static Map<String, Object> state(Call call, Node node, Section storage) {
        long used = used(call.cluster(), node, storage);
        long total = total(storage);
        var row = new LinkedHashMap<String, Object>();
        row.put("storage", storage.id());
        row.put("type", storage.option("type", ""));
        row.put("content", storage.option("content", ""));
        row.put("shared", Shown.truth(isShared(storage)));
        row.put("enabled", Shown.truth(!storage.is("disable")));
        row.put("active", 1);
        row.put("total", total);
        row.put("used", used);
        row.put("avail", Math.max(0, total - used));
        row.put("used_fraction", (double) used / total);
        return row;
    }

    private static List<Section> seen(Call call, Node node) {
        return call.cluster().storages.values().stream()
                .filter(storage -> isOn(storage, node))
                .filter(storage ->
                        call.mayAny("/storage/" + storage.id(), "Datastore.Audit", "Datastore.AllocateSpace"))
                .toList();
    }

    private static Object onNode(Call call) {
        return seen(call, call.node()).stream()
                .filter(storage -> !call.has("storage") || storage.id().equals(call.text("storage")))
                .filter(storage -> call.list("content").stream().allMatch(content -> takes(storage, content)))
                .map(storage -> state(call, call.node(), storage))
                .toList();
    }

    static List<Map<String, Object>> rows(Call call, Node node) {
        var rows = new ArrayList<Map<String, Object>>();
        for (Section storage : seen(call, node)) {
            var state = state(call, node, storage);
            var row = new LinkedHashMap<String, Object>();
            row.put("id", "storage/" + node.name() + "/" + storage.id());
            row.put("type", "storage");
            row.put("storage", storage.id());
            row.put("node", node.name());
            row.put("plugintype", storage.option("type", ""));
            row.put("status", call.in().isUp(node) ? "available" : "unknown");
            row.put("content", storage.option("content", ""));
            row.put("shared", Shown.truth(isShared(storage)));
            row.put("maxdisk", state.getOrDefault("total", 0L));
            row.put("disk", state.getOrDefault("used", 0L));
            rows.add(row);
        }
        return rows;
    }
}
