package dev.slipway.lab.pve;

import java.util.Map;

/** A disk belongs to Ceph. */
record CreateOsd(String path, String deviceClass) implements CephWork {
    @Override
    public void begin(TaskContext in) {
        check(in.node(), path);
    }

    /** {@code $test_disk_requirements}, pve-manager PVE/API2/Ceph/OSD.pm. */
    static void check(Node node, String path) {
        Disk disk = node.disks
                .get(path)
                .orElseThrow(() -> ApiException.because("unable to get device info for '" + path + "'"));
        if (!disk.used().isEmpty()) {
            throw ApiException.because("device '" + path + "' is already in use");
        }
    }

    @Override
    public void finish(TaskContext in) {
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
                        new ConfigSection(
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
        CephWork.unsettle(in);
    }
}
