package dev.slipway.lab.pve;

/** Something is gone. */
record CephRemoved(String id) implements CephWork {
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
