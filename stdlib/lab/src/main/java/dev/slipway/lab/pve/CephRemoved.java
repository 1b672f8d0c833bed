package dev.slipway.lab.pve;

/** Something is gone. */
record CephRemoved(String id) implements CephWork {
    @Override
    public void begin(Running in) {
        String name = id.substring(id.indexOf('/') + 1);
        boolean there = in.cluster().ceph.has(id);
        if (!there && id.startsWith("mgr/")) {
            throw Refused.because("ceph manager directory '/var/lib/ceph/mgr/ceph-" + name + "' not found");
        } else if (id.startsWith("pool/")) {
            checkPool(in, name, there);
        }
    }

    /** {@code destroypool}, pve-manager PVE/API2/Ceph/Pool.pm: it asks the storages that are defined, and no other. */
    private static void checkPool(Running in, String name, boolean there) {
        for (Section storage : in.cluster().storages.values()) {
            boolean full = CephPools.isOn(storage, name)
                    && in.cluster().volumes.values().stream()
                            .anyMatch(volume -> volume.storage().equals(storage.id()));
            if (full) {
                throw Refused.because("ceph pool '" + name + "' still in use by storage '" + storage.id() + "'");
            }
        }
        Ceph.rados(in.in(), in.cluster());
        if (!there) {
            throw Refused.because("error with 'osd pool get': unrecognized pool '" + name + "'");
        }
    }

    @Override
    public void finish(Running in) {
        in.cluster().ceph.get(id).filter(one -> id.startsWith("osd/")).ifPresent(one -> {
            String path = one.option("dev", "");
            in.node().disks.get(path).ifPresent(disk -> in.node().disks.put(path, new Disk(path, disk.size(), "", -1)));
        });
        in.cluster().ceph.remove(id);
        CephWork.unsettle(in);
    }
}
