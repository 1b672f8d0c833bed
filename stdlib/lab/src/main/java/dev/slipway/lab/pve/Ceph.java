package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ceph as Proxmox VE keeps it: monitors, managers, disks, pools, file systems (pve-manager PVE/API2/Ceph*.pm,
 * PVE/Ceph/*.pm). Its programs are there, unless {@code ceph=no}. How Ceph itself behaves is assumed where a comment does
 * not name its source.
 */
final class Ceph {
    private static final String CEPH = "/nodes/{node}/ceph/";

    private Ceph() {}

    static void routes(Routes routes) {
        routes.does("POST", CEPH + "init", Ceph::init)
                .on("GET", CEPH + "mon", call -> daemons(call, "mon"))
                .on("POST", CEPH + "mon/{monid}", Ceph::monitor)
                .on("DELETE", CEPH + "mon/{monid}", call -> removed(call, "mon", call.text("monid")))
                .on("GET", CEPH + "mgr", call -> daemons(call, "mgr"))
                .on("POST", CEPH + "mgr/{id}", call -> daemon(call, "mgr", call.text("id")))
                .on("DELETE", CEPH + "mgr/{id}", call -> removed(call, "mgr", call.text("id")))
                .on("GET", CEPH + "mds", call -> daemons(call, "mds"))
                .on("POST", CEPH + "mds/{name}", call -> daemon(call, "mds", call.text("name")))
                .on("DELETE", CEPH + "mds/{name}", call -> removed(call, "mds", call.text("name")))
                .on("GET", "/cluster/ceph/status", call -> CephStatus.of(call))
                .on("GET", CEPH + "status", call -> CephStatus.of(call));
        CephDisks.routes(routes);
        CephPools.routes(routes);
    }

    static List<ConfigSection> all(Cluster cluster, String sort) {
        return cluster.ceph.values().stream()
                .filter(one -> one.id().startsWith(sort + "/"))
                .toList();
    }

    static String name(ConfigSection one) {
        return one.id().substring(one.id().indexOf('/') + 1);
    }

    private static boolean isInstalled(ApiCall call) {
        return !call.in().site().placement().property("ceph", "yes").equals("no");
    }

    /** {@code check_ceph_inited}, pve-manager PVE/Ceph/Tools.pm. */
    static ConfigSection check(ApiCall call) {
        if (!isInstalled(call)) {
            throw ApiException.because("binary not installed: /usr/bin/ceph-mon");
        }
        return call.cluster()
                .ceph
                .get("conf")
                .orElseThrow(() -> ApiException.because("pveceph configuration not initialized - missing"
                        + " '/etc/pve/ceph.conf', missing '/etc/pve/ceph'"));
    }

    /**
     * Who talks to the monitors ({@code PVE::RADOS->new}). Before there is one, its configuration names none, and
     * connecting fails (the page of pve-manager, www/manager6/ceph/CephInstallWizard.js, knows these words); when most of
     * them are down, it takes too long.
     */
    static void rados(Datacenter in, Cluster cluster) {
        List<ConfigSection> monitors = all(cluster, "mon");
        if (monitors.isEmpty()) {
            throw ApiException.because("rados_connect failed - No such file or directory");
        } else if (!isQuorate(in, cluster, monitors) || in.strikes("ceph-timeout")) {
            throw ApiException.because("got timeout");
        }
    }

    private static boolean isQuorate(Datacenter in, Cluster cluster, List<ConfigSection> monitors) {
        return monitors.stream().filter(one -> isUp(in, cluster, one)).count() * 2 > monitors.size();
    }

    static boolean isUp(Datacenter in, Cluster cluster, ConfigSection one) {
        return in.isUp(in.peer(cluster, one.option("host", "")));
    }

    static void rados(ApiCall call) {
        check(call);
        rados(call.in(), call.cluster());
    }

    /** {@code init}: what is there stays, but for the networks. */
    private static void init(ApiCall call) {
        if (!isInstalled(call)) {
            throw ApiException.because("Ceph Nautilus required - please run 'pveceph install'");
        }
        var options = new TreeMap<String, String>();
        if (!call.cluster().ceph.has("conf")) {
            options.putAll(call.without());
            options.putIfAbsent("size", "3");
            options.putIfAbsent("min_size", "2");
            options.put("fsid", java.util.UUID.randomUUID().toString());
        }
        if (call.has("network")) {
            options.put("network", call.text("network"));
            options.put("cluster-network", call.text("cluster-network", call.text("network")));
        }
        ConfigSection conf = call.cluster().ceph.get("conf").orElse(new ConfigSection("conf", Map.of()));
        call.cluster().ceph.put("conf", conf.with(options, List.of()));
    }

    /** {@code createmon}: the first one is made without asking anybody, and comes with a manager. */
    private static Object monitor(ApiCall call) {
        ConfigSection conf = check(call);
        String id = call.text("monid", call.node().name());
        List<ConfigSection> monitors = all(call.cluster(), "mon");
        if (!monitors.isEmpty() && !isQuorate(call.in(), call.cluster(), monitors)) {
            throw ApiException.because("Could not connect to ceph cluster despite configured monitors");
        }
        String address = CephNetwork.monitor(call, conf);
        for (ConfigSection other : monitors) {
            if (other.option("addr", "").equals(address)) {
                throw ApiException.because("monitor address '" + address + "' already in use");
            }
        }
        if (call.cluster().ceph.has("mon/" + id)) {
            throw ApiException.because("monitor '" + id + "' already exists");
        }
        return begun(call, "mon", id, Map.of("addr", address));
    }

    /** {@code createmgr} and {@code createmds}: whether there is one already is found out by the worker. */
    private static Object daemon(ApiCall call, String sort, String id) {
        check(call);
        if (sort.equals("mds") && id.matches("[0-9].*")) {
            throw ApiException.because("ID of the MDS cannot start with a number!");
        }
        return begun(call, sort, id, Map.of());
    }

    private static Object begun(ApiCall call, String sort, String id, Map<String, String> options) {
        var all = new TreeMap<>(options);
        all.put("host", call.node().name());
        return call.task(
                "cephcreate" + sort, sort + "." + id, new AddCephService(new ConfigSection(sort + "/" + id, all)));
    }

    private static Object removed(ApiCall call, String sort, String id) {
        check(call);
        if (sort.equals("mon")) {
            rados(call);
            if (!call.cluster().ceph.has("mon/" + id)) {
                throw ApiException.because("no such monitor id '" + id + "'");
            } else if (all(call.cluster(), "mon").size() == 1) {
                throw ApiException.because("can't remove last monitor");
            }
        }
        return call.task("cephdestroy" + sort, sort + "." + id, new RemoveCephPart(sort + "/" + id));
    }

    /** The list of monitors is shown without asking them; that of the others is not. */
    private static Object daemons(ApiCall call, String sort) {
        check(call);
        List<ConfigSection> all = all(call.cluster(), sort);
        boolean asked = !sort.equals("mon") || isQuorate(call.in(), call.cluster(), all);
        if (!sort.equals("mon")) {
            rados(call);
        }
        return all.stream()
                .map(one -> {
                    String host = one.option("host", "");
                    boolean up = isUp(call.in(), call.cluster(), one);
                    var row = new LinkedHashMap<String, Object>();
                    row.put("name", name(one));
                    row.put("host", host);
                    String ip = call.in().peer(call.cluster(), host).self().ip();
                    row.put("addr", one.option("addr", ip) + ":6789/0");
                    row.put("state", state(call, sort, one, asked && up));
                    row.put("ceph_version_short", CephStatus.VERSION);
                    if (sort.equals("mon") && asked) {
                        row.put("rank", all.indexOf(one));
                        if (up) {
                            row.put("quorum", 1);
                        }
                    }
                    row.put("direxists", true);
                    row.put("service", true);
                    return row;
                })
                .toList();
    }

    private static String state(ApiCall call, String sort, ConfigSection one, boolean up) {
        if (!up) {
            return sort.equals("mon") ? "unknown" : "stopped";
        }
        return switch (sort) {
            case "mon" -> "running";
            case "mds" -> CephMetadata.state(call.in(), call.cluster(), one);
            default -> all(call.cluster(), sort).indexOf(one) == 0 ? "active" : "standby";
        };
    }
}
