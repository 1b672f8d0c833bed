package dev.slipway.lab.pve;

/** Something is gone. */
record RemoveCephPart(String id) implements CephWork {
    @Override
    public void begin(TaskContext in) {
        String name = id.substring(id.indexOf('/') + 1);
        boolean there = in.cluster().ceph.has(id);
        if (!there && id.startsWith("mgr/")) {
            throw ApiException.because("ceph manager directory '/var/lib/ceph/mgr/ceph-" + name + "' not found");
        } else if (id.startsWith("pool/")) {
            checkPool(in, name, there);
        }
    }

    /** {@code destroypool}, pve-manager PVE/API2/Ceph/Pool.pm: it asks the storages that are defined, and no other. */
    private static void checkPool(TaskContext in, String name, boolean there) {
        for (ConfigSection storage : in.cluster().storages.values()) {
            boolean full = CephPools.isOn(storage, name)
                    && in.cluster().volumes.values().stream()
                            .anyMatch(volume -> volume.storage().equals(storage.id()));
            if (full) {
                throw ApiException.because("ceph pool '" + name + "' still in use by storage '" + storage.id() + "'");
            }
        }
        Ceph.rados(in.in(), in.cluster());
        if (!there) {
            throw ApiException.because("error with 'osd pool get': unrecognized pool '" + name + "'");
        }
    }

    @Override
    public void finish(TaskContext in) {
        in.cluster().ceph.get(id).filter(one -> id.startsWith("osd/")).ifPresent(one -> {
            String path = one.option("dev", "");
            in.node().disks.get(path).ifPresent(disk -> in.node().disks.put(path, new Disk(path, disk.size(), "", -1)));
        });
        in.cluster().ceph.remove(id);
        CephWork.unsettle(in);
    }
}
