package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                .on("GET", FS, CephPools::fileSystems)
                .on("POST", FS + "/{name}", CephPools::fileSystem);
    }

    static boolean isOn(ConfigSection storage, String pool) {
        return storage.option("type", "").equals("rbd")
                && storage.option("pool", "rbd").equals(pool);
    }

    /** {@code lspools}, pve-manager PVE/API2/Ceph/Pool.pm. */
    private static Object list(ApiCall call) {
        Ceph.rados(call);
        List<ConfigSection> pools = Ceph.all(call.cluster(), "pool");
        return pools.stream()
                .map(pool -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("pool", pools.indexOf(pool) + 1);
                    row.put("pool_name", Ceph.name(pool));
                    row.put("type", "replicated");
                    row.put("size", ResponseText.number(pool.option("size", "3")));
                    row.put("min_size", ResponseText.number(pool.option("min_size", "2")));
                    row.put("pg_num", ResponseText.number(pool.option("pg_num", "128")));
                    row.put("pg_autoscale_mode", pool.option("pg_autoscale_mode", "warn"));
                    row.put("crush_rule", 0);
                    row.put("crush_rule_name", pool.option("crush_rule", "replicated_rule"));
                    row.put("bytes_used", stored(call.cluster(), Ceph.name(pool)));
                    row.put("percent_used", 0);
                    row.put("application_metadata", Map.of(pool.option("application", "rbd"), Map.of()));
                    return row;
                })
                .toList();
    }

    /** What lies on a pool, also when the storage is not defined any more through which it came there. */
    private static long stored(Cluster cluster, String pool) {
        return cluster.volumes.values().stream()
                .filter(volume -> cluster.storages
                        .get(volume.storage())
                        .or(() -> cluster.ceph.get("storage/" + volume.storage()))
                        .filter(storage -> isOn(storage, pool))
                        .isPresent())
                .mapToLong(Volume::size)
                .sum();
    }

    private static Object create(ApiCall call) {
        if (call.has("erasure-coding")) {
            throw new ApiException(501, "the lab knows no erasure coding");
        }
        call.in().checkQuorum(call.cluster());
        Ceph.rados(call);
        if (call.truth("add_storages", false)) {
            call.check("/storage", "Datastore.Allocate");
        }
        var options = new TreeMap<>(call.without("name"));
        options.putIfAbsent("size", "3");
        options.putIfAbsent("min_size", "2");
        options.putIfAbsent("pg_num", "128");
        options.putIfAbsent("pg_autoscale_mode", "warn");
        options.putIfAbsent("application", "rbd");
        options.put("add_storages", ResponseText.truth(call.truth("add_storages", false)) + "");
        return call.task("cephcreatepool", call.text("name"), new CreateCephPool(call.text("name"), options, true));
    }

    private static Object change(ApiCall call) {
        Ceph.check(call);
        return call.task(
                "cephsetpool", call.text("name"), new CreateCephPool(call.text("name"), call.without("name"), false));
    }

    private static Object destroy(ApiCall call) {
        Ceph.check(call);
        if (call.truth("force", false) || call.truth("remove_storages", false)) {
            throw new ApiException(501, "the lab destroys no pool by force, nor storages with it");
        }
        return call.task("cephdestroypool", call.text("name"), new RemoveCephPart("pool/" + call.text("name")));
    }

    private static Object fileSystems(ApiCall call) {
        Ceph.rados(call);
        return Ceph.all(call.cluster(), "fs").stream()
                .map(one -> {
                    var row = one.shown("id");
                    row.remove("id");
                    row.put("name", Ceph.name(one));
                    row.put("data_pools", List.of(one.option("data_pool", "")));
                    return row;
                })
                .toList();
    }

    /** {@code createfs}, pve-manager PVE/API2/Ceph/FS.pm. */
    private static Object fileSystem(ApiCall call) {
        Ceph.rados(call);
        String name = call.text("name", "cephfs");
        if (call.cluster().ceph.has("pool/" + name + "_data")
                || call.cluster().ceph.has("pool/" + name + "_metadata")) {
            throw ApiException.because("ceph pools '" + name + "_data' and/or '" + name + "_metadata' already exist");
        } else if (call.cluster().ceph.has("fs/" + name)) {
            throw ApiException.because("ceph fs '" + name + "' already exists");
        }
        CephMetadata.check(call.in(), call.cluster());
        return call.task(
                "cephfscreate",
                name,
                new CephFileSystem(name, call.text("pg_num", "128"), call.truth("add-storage", false)));
    }
}
