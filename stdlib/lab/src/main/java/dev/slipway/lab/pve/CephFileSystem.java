package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/** A file system lies on two pools. */
record CephFileSystem(String name, String groups, boolean storage) implements CephWork {
    @Override
    public void finish(TaskContext in) {
        // The metadata take a quarter of the groups, and eight at least: createfs, pve-manager PVE/API2/Ceph/FS.pm.
        long all = Long.parseLong(groups);
        for (String pool : List.of(name + "_data", name + "_metadata")) {
            String id = "pool/" + pool;
            long own = pool.endsWith("_data") ? all : all >= 32 ? all / 4 : 8;
            in.cluster()
                    .ceph
                    .put(
                            id,
                            new ConfigSection(
                                    id,
                                    Map.of(
                                            "size",
                                            "3",
                                            "min_size",
                                            "2",
                                            "pg_num",
                                            Long.toString(own),
                                            "application",
                                            "cephfs")));
        }
        in.cluster()
                .ceph
                .put(
                        "fs/" + name,
                        new ConfigSection(
                                "fs/" + name,
                                Map.of("data_pool", name + "_data", "metadata_pool", name + "_metadata")));
        if (storage) {
            in.cluster()
                    .storages
                    .put(
                            name,
                            new ConfigSection(
                                    name,
                                    Map.of(
                                            "type",
                                            "cephfs",
                                            "path",
                                            "/mnt/pve/" + name,
                                            "content",
                                            "backup,iso,vztmpl",
                                            "fs-name",
                                            name,
                                            "shared",
                                            "1")));
        }
        CephWork.unsettle(in);
    }
}
