package dev.slipway.lab.pve;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is done to Ceph. */
sealed interface CephWork extends Work {
    private static void unsettle(Running in) {
        Duration time = in.in().paces().of("settle");
        in.cluster()
                .ceph
                .put(
                        CephStatus.SETTLED,
                        new Section(CephStatus.SETTLED, Map.of("at", Long.toString(in.now() + time.toMillis()))));
    }

    /** Something is there. */
    record Added(Section what) implements CephWork {
        @Override
        public void finish(Running in) {
            boolean first = Ceph.all(in.cluster(), "mon").isEmpty();
            in.cluster().ceph.put(what.id(), what);
            if (what.id().startsWith("mon/") && first) {
                in.cluster().ceph.put("mgr/" + Ceph.name(what), new Section("mgr/" + Ceph.name(what), what.options()));
            }
            if (what.is("add_storages")) {
                String id = Ceph.name(what);
                in.cluster()
                        .storages
                        .put(
                                id,
                                new Section(
                                        id,
                                        Map.of("type", "rbd", "pool", id, "content", "images,rootdir", "krbd", "0")));
            }
            unsettle(in);
        }
    }

    /** A disk belongs to Ceph. */
    record Disked(String path, String deviceClass) implements CephWork {
        @Override
        public void begin(Running in) {
            Disk disk = in.node().disks.get(path).orElseThrow(() -> Refused.because("device '" + path + "' not found"));
            if (!disk.used().isEmpty()) {
                throw Refused.because("device '" + path + "' is already in use");
            }
        }

        @Override
        public void finish(Running in) {
            Disk disk = in.node().disks.get(path).orElseThrow();
            int id = 0;
            while (in.cluster().ceph.has("osd/" + id)) {
                id++;
            }
            in.node().disks.put(path, new Disk(path, disk.size(), "LVM", id));
            in.cluster()
                    .ceph
                    .put(
                            "osd/" + id,
                            new Section(
                                    "osd/" + id,
                                    Map.of(
                                            "host",
                                            in.node().name(),
                                            "dev",
                                            path,
                                            "size",
                                            Long.toString(disk.size()),
                                            "device_class",
                                            deviceClass.isEmpty() ? "ssd" : deviceClass)));
            unsettle(in);
        }
    }

    /** Something is gone. */
    record Removed(String id) implements CephWork {
        @Override
        public void finish(Running in) {
            in.cluster().ceph.get(id).filter(one -> id.startsWith("osd/")).ifPresent(one -> {
                String path = one.option("dev", "");
                in.node()
                        .disks
                        .get(path)
                        .ifPresent(disk -> in.node().disks.put(path, new Disk(path, disk.size(), "", -1)));
            });
            in.cluster().ceph.remove(id);
            unsettle(in);
        }
    }

    /** A file system lies on two pools. */
    record FileSystem(String name, String groups, boolean storage) implements CephWork {
        @Override
        public void finish(Running in) {
            for (String pool : List.of(name + "_data", name + "_metadata")) {
                String id = "pool/" + pool;
                in.cluster()
                        .ceph
                        .put(
                                id,
                                new Section(
                                        id,
                                        Map.of(
                                                "size",
                                                "3",
                                                "min_size",
                                                "2",
                                                "pg_num",
                                                groups,
                                                "application",
                                                "cephfs")));
            }
            in.cluster()
                    .ceph
                    .put(
                            "fs/" + name,
                            new Section(
                                    "fs/" + name,
                                    Map.of("data_pool", name + "_data", "metadata_pool", name + "_metadata")));
            if (storage) {
                in.cluster()
                        .storages
                        .put(
                                name,
                                new Section(
                                        name,
                                        Map.of(
                                                "type",
                                                "cephfs",
                                                "path",
                                                "/mnt/pve/" + name,
                                                "content",
                                                "backup,iso,vztmpl",
                                                "fs-name",
                                                name)));
            }
            unsettle(in);
        }
    }
}
