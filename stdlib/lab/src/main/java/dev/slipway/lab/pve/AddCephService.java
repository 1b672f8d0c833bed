package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/** A daemon is there. */
record AddCephService(ConfigSection what) implements CephWork {
    private String sort() {
        return what.id().substring(0, 3);
    }

    /** What the worker finds out: pve-manager PVE/API2/Ceph/MDS.pm, PVE/Ceph/Services.pm {@code create_mgr}. */
    @Override
    public void begin(TaskContext in) {
        if (!sort().equals("mon")) {
            Ceph.rados(in.in(), in.cluster());
        }
        if (in.cluster().ceph.has(what.id())) {
            String name = Ceph.name(what);
            throw ApiException.because(
                    switch (sort()) {
                        case "mds" -> "MDS '" + name + "' already referenced in ceph config, abort!";
                        case "mgr" -> "ceph manager directory '/var/lib/ceph/mgr/ceph-" + name + "' already exists";
                        default -> "monitor '" + name + "' already exists";
                    });
        }
    }

    @Override
    public void finish(TaskContext in) {
        boolean first = Ceph.all(in.cluster(), "mon").isEmpty();
        in.cluster().ceph.put(what.id(), what.with(Map.of("made", Long.toString(in.now())), List.of()));
        if (sort().equals("mon") && first) {
            String id = "mgr/" + what.option("host", "");
            in.cluster().ceph.put(id, new ConfigSection(id, what.options()));
        }
        CephWork.unsettle(in);
    }
}
