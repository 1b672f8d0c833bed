package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ceph as Proxmox VE keeps it: monitors, managers, disks, pools, file systems. Its programs are there, unless {@code ceph=no}. */
final class Ceph {
    private static final String CEPH = "/nodes/{node}/ceph/";

    private Ceph() {}

    static void routes(Routes routes) {
        routes.does("POST", CEPH + "init", Ceph::init)
                .on("GET", CEPH + "mon", call -> daemons(call, "mon"))
                .on("POST", CEPH + "mon/{monid}", Ceph::monitor)
                .on("DELETE", CEPH + "mon/{monid}", call -> remove(call, "mon", call.text("monid"), "cephdestroymon"))
                .on("GET", CEPH + "mgr", call -> daemons(call, "mgr"))
                .on("POST", CEPH + "mgr/{id}", call -> add(call, "mgr", call.text("id"), "cephcreatemgr", Map.of()))
                .on("DELETE", CEPH + "mgr/{id}", call -> remove(call, "mgr", call.text("id"), "cephdestroymgr"))
                .on("GET", CEPH + "mds", call -> daemons(call, "mds"))
                .on("POST", CEPH + "mds/{name}", call -> add(call, "mds", call.text("name"), "cephcreatemds", Map.of()))
                .on("DELETE", CEPH + "mds/{name}", call -> remove(call, "mds", call.text("name"), "cephdestroymds"))
                .on("GET", "/cluster/ceph/status", call -> CephStatus.of(call))
                .on("GET", CEPH + "status", call -> CephStatus.of(call));
        CephDisks.routes(routes);
        CephPools.routes(routes);
    }

    static List<Section> all(Cluster cluster, String sort) {
        return cluster.ceph.values().stream()
                .filter(one -> one.id().startsWith(sort + "/"))
                .toList();
    }

    static String name(Section one) {
        return one.id().substring(one.id().indexOf('/') + 1);
    }

    /** What asks for Ceph needs its programs and its configuration. */
    static void check(Call call) {
        if (call.in().site().placement().property("ceph", "yes").equals("no")) {
            throw Refused.because("binary not installed: /usr/bin/ceph-mon");
        } else if (!call.cluster().ceph.has("conf")) {
            throw Refused.because("pveceph configuration not initialized");
        }
    }

    /** Makes what is not there already; what is stays as it is. */
    private static void init(Call call) {
        if (call.in().site().placement().property("ceph", "yes").equals("no")) {
            throw Refused.because("binary not installed: /usr/bin/ceph-mon");
        }
        if (!call.cluster().ceph.has("conf")) {
            var options = new TreeMap<>(call.without());
            options.putIfAbsent("size", "3");
            options.putIfAbsent("min_size", "2");
            options.put("fsid", java.util.UUID.randomUUID().toString());
            call.cluster().ceph.put("conf", new Section("conf", options));
        }
    }

    /** The first monitor comes with a manager. */
    private static Object monitor(Call call) {
        check(call);
        String id = call.text("monid", call.node().name());
        String address = call.text("mon-address", call.node().self().ip());
        for (Section other : all(call.cluster(), "mon")) {
            if (other.option("addr", "").equals(address)) {
                throw Refused.because("monitor address '" + address + "' already in use");
            }
        }
        return add(call, "mon", id, "cephcreatemon", Map.of("addr", address));
    }

    static Object add(Call call, String sort, String name, String type, Map<String, String> options) {
        check(call);
        String id = sort + "/" + name;
        if (!sort.equals("mon") && all(call.cluster(), "mon").isEmpty()) {
            throw Refused.because("got timeout");
        } else if (call.cluster().ceph.has(id)) {
            throw Refused.because((sort.equals("mon") ? "monitor" : sort) + " '" + name + "' already exists");
        }
        var all = new TreeMap<>(options);
        all.put("host", call.node().name());
        return call.task(type, sort + "." + name, new CephAdded(new Section(id, all)));
    }

    static Object remove(Call call, String sort, String name, String type) {
        check(call);
        String id = sort + "/" + name;
        if (!call.cluster().ceph.has(id)) {
            throw Refused.because("no such " + (sort.equals("mon") ? "monitor id" : sort) + " '" + name + "'");
        } else if (sort.equals("mon") && all(call.cluster(), "mon").size() == 1) {
            throw Refused.because("can't remove last monitor");
        }
        return call.task(type, sort + "." + name, new CephRemoved(id));
    }

    private static Object daemons(Call call, String sort) {
        check(call);
        List<Section> all = all(call.cluster(), sort);
        return all.stream()
                .map(one -> {
                    String host = one.option("host", "");
                    boolean up = call.in().isUp(call.in().peer(call.cluster(), host));
                    var row = new LinkedHashMap<String, Object>();
                    row.put("name", name(one));
                    row.put("host", host);
                    row.put(
                            "addr",
                            one.option(
                                            "addr",
                                            call.in()
                                                    .peer(call.cluster(), host)
                                                    .self()
                                                    .ip()) + ":6789/0");
                    row.put(
                            "state",
                            sort.equals("mon")
                                    ? up ? "running" : "unknown"
                                    : all.indexOf(one) == 0 ? "active" : "standby");
                    row.put("ceph_version_short", CephStatus.VERSION);
                    if (sort.equals("mon")) {
                        row.put("rank", all.indexOf(one));
                        row.put("quorum", Shown.truth(up));
                    }
                    row.put("direxists", true);
                    row.put("service", true);
                    return row;
                })
                .toList();
    }
}
