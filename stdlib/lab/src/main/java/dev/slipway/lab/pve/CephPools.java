package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** Pools of Ceph, and the file systems that lie on them. */
final class CephPools {
    private static final String POOL = "/nodes/{node}/ceph/pool";
    private static final String FS = "/nodes/{node}/ceph/fs";

    private CephPools() {}

    static void routes(Routes routes) {
        routes.on("GET", POOL, CephPools::list)
                .on("POST", POOL, CephPools::create)
                .on("PUT", POOL + "/{name}", CephPools::change)
                .on("DELETE", POOL + "/{name}", CephPools::destroy)
                .on(
                        "GET",
                        FS,
                        call -> Ceph.all(call.cluster(), "fs").stream()
                                .map(one ->
                                        one.with(java.util.Map.of(), List.of()).shown("id"))
                                .map(row -> {
                                    row.put(
                                            "name",
                                            String.valueOf(row.remove("id")).substring(3));
                                    return row;
                                })
                                .toList())
                .on("POST", FS + "/{name}", CephPools::fileSystem);
    }

    private static Object list(Call call) {
        Ceph.check(call);
        List<Section> pools = Ceph.all(call.cluster(), "pool");
        return pools.stream()
                .map(pool -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("pool", pools.indexOf(pool) + 1);
                    row.put("pool_name", Ceph.name(pool));
                    row.put("type", "replicated");
                    row.put("size", Shown.number(pool.option("size", "3")));
                    row.put("min_size", Shown.number(pool.option("min_size", "2")));
                    row.put("pg_num", Shown.number(pool.option("pg_num", "128")));
                    row.put("pg_autoscale_mode", pool.option("pg_autoscale_mode", "warn"));
                    row.put("crush_rule", 0);
                    row.put("crush_rule_name", pool.option("crush_rule", "replicated_rule"));
                    row.put("bytes_used", 0);
                    row.put("percent_used", 0);
                    row.put(
                            "application_metadata",
                            java.util.Map.of(pool.option("application", "rbd"), java.util.Map.of()));
                    return row;
                })
                .toList();
    }

    private static Object create(Call call) {
        if (call.has("erasure-coding")) {
            throw new Refused(501, "the lab knows no erasure coding");
        }
        var options = new TreeMap<>(call.without("name"));
        options.putIfAbsent("size", "3");
        options.putIfAbsent("min_size", "2");
        options.putIfAbsent("pg_num", "128");
        options.computeIfPresent("add_storages", (name, value) -> Shown.truth(call.truth(name, false)) + "");
        if (Long.parseLong(options.getOrDefault("min_size", "2")) > Long.parseLong(options.getOrDefault("size", "3"))) {
            throw Refused.parameter("min_size", "min_size is greater than size");
        }
        return Ceph.add(call, "pool", call.text("name"), "cephcreatepool", options);
    }

    private static Object change(Call call) {
        String id = "pool/" + call.text("name");
        Section pool = call.cluster()
                .ceph
                .get(id)
                .orElseThrow(() -> Refused.because("pool '" + call.text("name") + "' does not exist"));
        return call.task(
                "cephsetpool", call.text("name"), new CephAdded(pool.with(call.without(), List.of("add_storages"))));
    }

    private static Object destroy(Call call) {
        String name = call.text("name");
        for (Section storage : call.cluster().storages.values()) {
            boolean used = storage.option("type", "").equals("rbd")
                    && storage.option("pool", "").equals(name);
            if (used && !call.truth("force", false)) {
                boolean full = call.cluster().volumes.values().stream()
                        .anyMatch(volume -> volume.storage().equals(storage.id()));
                if (full) {
                    throw Refused.because("ceph pool '" + name + "' still in use by storage '" + storage.id() + "'");
                }
            }
            if (used && call.truth("remove_storages", false)) {
                call.cluster().storages.remove(storage.id());
            }
        }
        return Ceph.remove(call, "pool", name, "cephdestroypool");
    }

    private static Object fileSystem(Call call) {
        Ceph.check(call);
        String name = call.text("name", "cephfs");
        if (call.cluster().ceph.has("fs/" + name)) {
            throw Refused.because("ceph pools '" + name + "_data' and/or '" + name + "_metadata' already exist");
        } else if (Ceph.all(call.cluster(), "mds").isEmpty()) {
            throw Refused.because("no running Metadata Server (MDS) found!");
        }
        return call.task(
                "cephfscreate",
                name,
                new CephFileSystem(name, call.text("pg_num", "128"), call.truth("add-storage", false)));
    }
}
