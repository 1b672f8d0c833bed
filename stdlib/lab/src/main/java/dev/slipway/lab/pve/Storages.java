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
    private static final String CAPACITY = "1024";

    private Storages() {}

    static void routes(Routes routes) {
        routes.on("GET", "/storage", Storages::list)
                .on("GET", "/storage/{storage}", call -> shown(call, section(call)))
                .on("POST", "/storage", Storages::create)
                .on("PUT", "/storage/{storage}", Storages::change)
                .does("DELETE", "/storage/{storage}", Storages::delete)
                .on("GET", "/nodes/{node}/storage", Storages::onNode)
                .on("GET", "/nodes/{node}/storage/{storage}/status", Storages::status);
    }

    static boolean isShared(ConfigSection storage) {
        return storage.is("shared") || SHARED.contains(storage.option("type", ""));
    }

    static boolean keepsFiles(ConfigSection storage) {
        return FILES.contains(storage.option("type", ""));
    }

    static boolean isOn(ConfigSection storage, Node node) {
        List<String> nodes = ApiCall.listed(storage.option("nodes", node.name()));
        return nodes.contains(node.name()) && !storage.is("disable");
    }

    static boolean takes(ConfigSection storage, String content) {
        return ApiCall.listed(storage.option("content", "")).contains(content);
    }

    /** What the file says of a storage of this type that nobody has said: {@code parse_config}, Plugin.pm. */
    static void place(String id, Map<String, String> options) {
        String type = options.getOrDefault("type", "");
        switch (type) {
            case "dir" -> options.putIfAbsent("path", id.equals("local") ? "/var/lib/vz" : "/mnt/" + id);
            case "cephfs", "nfs", "cifs" -> options.putIfAbsent("path", "/mnt/pve/" + id);
            case "lvmthin" -> {
                options.putIfAbsent("vgname", "pve");
                options.putIfAbsent("thinpool", "data");
            }
            case "zfspool" -> options.putIfAbsent("pool", "rpool/data");
            default -> {}
        }
        if (type.equals("rbd")) {
            options.putIfAbsent("pool", id);
        }
        if (SHARED.contains(type)) {
            options.put("shared", "1");
        }
    }

    /** Where a volume lies: {@code filesystem_path}, pve-storage src/PVE/Storage/Plugin.pm. */
    static String path(ConfigSection storage, String volume) {
        String above = storage.option("path", "/dev/" + storage.option("vgname", storage.id()));
        if (!keepsFiles(storage) || volume.matches("(import|snippets)/.*")) {
            return above + "/" + volume;
        }
        String sort = volume.substring(0, volume.indexOf('/') + 1);
        return above + "/"
                + switch (sort) {
                    case "iso/" -> "template/" + volume;
                    case "vztmpl/" -> volume.replace(sort, "template/cache/");
                    case "backup/" -> volume.replace(sort, "dump/");
                    default -> "images/" + volume;
                };
    }

    private static ConfigSection section(ApiCall call) {
        return section(call.cluster(), call.text("storage"));
    }

    static ConfigSection section(Cluster cluster, String id) {
        return cluster.storages.get(id).orElseThrow(() -> ApiException.because("storage '" + id + "' does not exist"));
    }

    /** A storage as a node may use it. */
    static ConfigSection usable(Cluster cluster, Node node, String id) {
        ConfigSection storage = section(cluster, id);
        if (storage.is("disable")) {
            throw ApiException.because("storage '" + id + "' is disabled");
        } else if (!isOn(storage, node)) {
            throw ApiException.because("storage '" + id + "' is not available on node '" + node.name() + "'");
        }
        return storage;
    }

    /** One file holds all storages, so all have one digest: {@code $cfg->{digest}}, pve-storage API2/Storage/Config.pm. */
    private static String digest(Cluster cluster) {
        return ResponseText.digest(cluster.storages.values());
    }

    private static Map<String, Object> shown(ApiCall call, ConfigSection section) {
        var options = new TreeMap<>(section.options());
        options.remove("capacity");
        options.remove("password");
        var shown = new ConfigSection(section.id(), options).shown("storage");
        shown.put("digest", digest(call.cluster()));
        return shown;
    }

    private static Object list(ApiCall call) {
        return call.cluster().storages.values().stream()
                .filter(storage ->
                        !call.has("type") || storage.option("type", "").equals(call.text("type")))
                .filter(storage ->
                        call.mayAny("/storage/" + storage.id(), "Datastore.Audit", "Datastore.AllocateSpace"))
                .map(storage -> shown(call, storage))
                .toList();
    }

    /** What is wrong with the options is told before the file is locked, without a prefix; the rest with one. */
    private static Object create(ApiCall call) {
        String id = call.text("storage");
        String type = call.text("type");
        var options = new TreeMap<>(call.without("storage", "type"));
        var plugin = StorageType.named(type);
        plugin.check(options, true);
        options.put("content", plugin.content(options.getOrDefault("content", plugin.usualContent())));
        if (call.cluster().storages.has(id)) {
            throw ApiException.because("create storage failed: storage ID '" + id + "' already defined");
        }
        List<String> offline = ApiCall.listed(call.in().site().placement().property("offline", ""));
        if (!options.getOrDefault("disable", "0").equals("1") && offline.contains(options.get("server"))) {
            throw ApiException.because("create storage failed: storage '" + id + "' is not online"); // activate_storage
        }
        options.put("type", type);
        options.put("capacity", call.in().site().placement().property("capacity." + id, CAPACITY));
        place(id, options);
        call.cluster().storages.put(id, new ConfigSection(id, options));
        return Map.of("storage", id, "type", type);
    }

    private static Object change(ApiCall call) {
        try {
            ResponseText.unchanged(call, digest(call.cluster()));
        } catch (ApiException e) {
            throw ApiException.because("update storage failed: " + e.text());
        }
        String id = call.text("storage");
        ConfigSection storage = call.cluster()
                .storages
                .get(id)
                .orElseThrow(() -> ApiException.because("update storage failed: storage '" + id + "' does not exist"));
        var plugin = StorageType.named(storage.option("type", ""));
        var changed = new TreeMap<>(call.without("digest", "delete"));
        plugin.check(changed, false);
        changed.computeIfPresent("content", (name, content) -> plugin.content(content));
        plugin.checkDeleted(call.list("delete"), changed);
        ConfigSection now = storage.with(changed, call.list("delete"));
        if (!now.options().containsKey("content")) {
            now = now.with(Map.of("content", plugin.usualContent()), List.of());
        }
        call.cluster().storages.put(id, now);
        return Map.of("storage", id, "type", storage.option("type", ""));
    }

    /** Only an iSCSI storage that is the base of an LVM one is held; what lies on a storage never is. */
    private static void delete(ApiCall call) {
        String id = call.text("storage");
        if (!call.cluster().storages.has(id)) {
            throw ApiException.because("delete storage failed: storage '" + id + "' does not exist");
        }
        call.cluster()
                .storages
                .get(id)
                .filter(one -> one.option("type", "").equals("rbd"))
                .ifPresent(one -> call.cluster().ceph.put("storage/" + id, one)); // what lies on its pool stays
        call.cluster().storages.remove(id);
        // remove_storage_access, pve-access-control src/PVE/AccessControl.pm
        call.cluster().grants.values().stream()
                .filter(grant -> grant.path().equals("/storage/" + id))
                .forEach(grant -> call.cluster().grants.remove(grant.key()));
        Pools.forgetStorage(call.cluster(), id);
    }

    static long used(Cluster cluster, Node node, ConfigSection storage) {
        return cluster.volumes.values().stream()
                .filter(volume -> volume.storage().equals(storage.id()))
                .filter(volume -> volume.node().isEmpty() || volume.node().equals(node.name()))
                .mapToLong(Volume::size)
                .sum();
    }

    static long total(ConfigSection storage) {
        return Long.parseLong(storage.option("capacity", CAPACITY)) * ResponseText.GIB;
    }

    /** As {@code storage_info} has it (pve-storage src/PVE/Storage.pm): also of storages that are not for this node. */
    private static Map<String, Object> state(ApiCall call, Node node, ConfigSection storage) {
        boolean on = isOn(storage, node);
        long used = on ? used(call.cluster(), node, storage) : 0;
        long total = on ? total(storage) : 0;
        var row = new LinkedHashMap<String, Object>();
        row.put("type", storage.option("type", ""));
        row.put("content", String.join(",", new java.util.TreeSet<>(ApiCall.listed(storage.option("content", "")))));
        row.put("shared", ResponseText.truth(isShared(storage)));
        row.put("enabled", ResponseText.truth(on));
        row.put("active", ResponseText.truth(on));
        row.put("total", total);
        row.put("used", used);
        row.put("avail", Math.max(0, total - used));
        return row;
    }

    /** {@code read_status}, pve-storage API2/Storage/Status.pm: what is not there is a wrong parameter. */
    private static Object status(ApiCall call) {
        return call.cluster()
                .storages
                .get(call.text("storage"))
                .map(storage -> state(call, call.node(), storage))
                .orElseThrow(() -> ApiException.parameter("storage", "No such storage."));
    }

    private static List<ConfigSection> seen(ApiCall call) {
        return call.cluster().storages.values().stream()
                .filter(storage ->
                        call.mayAny("/storage/" + storage.id(), "Datastore.Audit", "Datastore.AllocateSpace"))
                .toList();
    }

    private static Object onNode(ApiCall call) {
        if (call.has("storage") && !call.cluster().storages.has(call.text("storage"))) {
            throw ApiException.parameter("storage", "No such storage.");
        }
        return seen(call).stream()
                .filter(storage -> !call.has("storage") || storage.id().equals(call.text("storage")))
                .filter(storage -> !call.truth("enabled", false) || !storage.is("disable"))
                .filter(storage -> !call.has("content")
                        || (isOn(storage, call.node())
                                && call.list("content").stream().anyMatch(content -> takes(storage, content))))
                .map(storage -> {
                    var row = state(call, call.node(), storage);
                    row.put("storage", storage.id());
                    if (row.get("total") instanceof Long total && total > 0) {
                        row.put("used_fraction", (double) used(call.cluster(), call.node(), storage) / total);
                    }
                    return row;
                })
                .toList();
    }

    static List<Map<String, Object>> rows(ApiCall call, Node node) {
        var rows = new ArrayList<Map<String, Object>>();
        for (ConfigSection storage :
                seen(call).stream().filter(one -> isOn(one, node)).toList()) {
            var state = state(call, node, storage);
            var row = new LinkedHashMap<String, Object>();
            row.put("id", "storage/" + node.name() + "/" + storage.id());
            row.put("type", "storage");
            row.put("storage", storage.id());
            row.put("node", node.name());
            row.put("plugintype", storage.option("type", ""));
            row.put("status", call.in().isUp(node) ? "available" : "unknown");
            row.put("content", storage.option("content", ""));
            row.put("shared", ResponseText.truth(isShared(storage)));
            row.put("maxdisk", state.getOrDefault("total", 0L));
            row.put("disk", state.getOrDefault("used", 0L));
            rows.add(row);
        }
        return rows;
    }
}
