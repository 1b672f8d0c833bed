package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A pool is there, or is as it is to be: {@code create_pool} and {@code set_pool}, pve-manager PVE/Ceph/Tools.pm. */
record CreateCephPool(String pool, Map<String, String> options, boolean creates) implements CephWork {
    @Override
    public void begin(TaskContext in) {
        Ceph.rados(in.in(), in.cluster());
        if (!creates && !in.cluster().ceph.has("pool/" + pool)) {
            throw ApiException.because("error with 'osd pool get': unrecognized pool '" + pool + "'");
        }
    }

    /** Ceph itself makes no second pool of the name; then the options are set all the same. */
    @Override
    public void finish(TaskContext in) {
        ConfigSection there = in.cluster().ceph.get("pool/" + pool).orElse(new ConfigSection("pool/" + pool, Map.of()));
        var set = new TreeMap<>(options);
        set.remove("add_storages");
        long copies = Long.parseLong(set.getOrDefault("size", there.option("size", "3")));
        if (Long.parseLong(set.getOrDefault("min_size", "1")) > copies) {
            set.remove("min_size");
        }
        ConfigSection now = there.with(set, List.of());
        in.cluster().ceph.put(now.id(), now);
        CephWork.unsettle(in);
        if (options.containsKey("min_size") && !set.containsKey("min_size")) {
            throw ApiException.because("Could not set: min_size");
        }
        if (options.getOrDefault("add_storages", "0").equals("1")) {
            in.cluster()
                    .storages
                    .put(
                            pool,
                            new ConfigSection(
                                    pool,
                                    Map.of(
                                            "type",
                                            "rbd",
                                            "pool",
                                            pool,
                                            "content",
                                            "images,rootdir",
                                            "krbd",
                                            "0",
                                            "shared",
                                            "1")));
        }
    }
}
