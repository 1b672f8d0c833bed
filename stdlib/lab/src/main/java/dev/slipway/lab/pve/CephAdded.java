package dev.slipway.lab.pve;

import java.util.Map;

/** Something is there. */
record CephAdded(Section what) implements CephWork {
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
                                    id, Map.of("type", "rbd", "pool", id, "content", "images,rootdir", "krbd", "0")));
        }
        CephWork.unsettle(in);
    }
}
