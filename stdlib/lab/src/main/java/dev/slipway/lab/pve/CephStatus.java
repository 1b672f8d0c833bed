package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How Ceph is. After a change it takes a while until all is clean again. */
final class CephStatus {
    static final String VERSION = "19.2.3";
    static final String SETTLED = "settled";

    private CephStatus() {}

    private static Map<String, Object> monitors(List<ConfigSection> monitors, String fsid) {
        var map = new LinkedHashMap<String, Object>();
        map.put("epoch", monitors.size());
        map.put("fsid", fsid);
        map.put(
                "mons",
                monitors.stream()
                        .map(one -> Map.of(
                                "name",
                                Ceph.name(one),
                                "rank",
                                monitors.indexOf(one),
                                "addr",
                                one.option("addr", "") + ":6789/0"))
                        .toList());
        return map;
    }

    static Object of(ApiCall call) {
        Ceph.rados(call);
        Cluster cluster = call.cluster();
        ConfigSection conf = cluster.ceph.get("conf").orElseThrow();
        List<ConfigSection> monitors = Ceph.all(cluster, "mon");
        List<ConfigSection> disks = Ceph.all(cluster, "osd");
        long up = disks.stream()
                .filter(disk -> call.in().isUp(call.in().peer(cluster, disk.option("host", ""))))
                .count();
        long in = disks.stream()
                .filter(disk -> disk.option("in", "1").equals("1"))
                .count();
        long groups = Ceph.all(cluster, "pool").stream()
                .mapToLong(pool -> Long.parseLong(pool.option("pg_num", "128")))
                .sum();
        boolean settled = call.now()
                >= Long.parseLong(cluster.ceph
                        .get(SETTLED)
                        .map(one -> one.option("at", "0"))
                        .orElse("0"));
        boolean clean = settled && up == disks.size() && !disks.isEmpty();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("fsid", conf.option("fsid", ""));
        answer.put("health", health(call, conf, disks.size(), up, groups, clean));
        answer.put("monmap", monitors(monitors, conf.option("fsid", "")));
        answer.put("quorum_names", monitors.stream().map(Ceph::name).toList());
        List<String> managers =
                Ceph.all(cluster, "mgr").stream().map(Ceph::name).toList();
        var mgr = new LinkedHashMap<String, Object>();
        mgr.put("available", !managers.isEmpty());
        mgr.put("active_name", managers.isEmpty() ? "" : managers.get(0));
        mgr.put(
                "standbys",
                managers.stream().skip(1).map(name -> Map.of("name", name)).toList());
        answer.put("mgrmap", mgr);
        answer.put("osdmap", Map.of("num_osds", disks.size(), "num_up_osds", up, "num_in_osds", in));
        var pg = new LinkedHashMap<String, Object>();
        pg.put("num_pgs", groups);
        pg.put("num_pools", Ceph.all(cluster, "pool").size());
        pg.put(
                "bytes_total",
                disks.stream()
                        .mapToLong(disk -> Long.parseLong(disk.option("size", "0")))
                        .sum());
        pg.put(
                "pgs_by_state",
                groups == 0
                        ? List.of()
                        : List.of(Map.of(
                                "state_name",
                                clean ? "active+clean" : up == 0 ? "unknown" : "peering",
                                "count",
                                groups)));
        answer.put("pgmap", pg);
        return answer;
    }

    /** A check that somebody has muted is still shown, and does not count: the property {@code cephmuted} names some. */
    private static Map<String, Object> health(
            ApiCall call, ConfigSection conf, long disks, long up, long groups, boolean clean) {
        var wrong = new LinkedHashMap<String, String>();
        long size = Long.parseLong(conf.option("size", "3"));
        if (disks < size) {
            wrong.put("TOO_FEW_OSDS", "OSD count " + disks + " < osd_pool_default_size " + size);
        }
        if (up < disks) {
            wrong.put("OSD_DOWN", (disks - up) + " osds down");
        }
        if (groups > 0 && !clean) {
            wrong.put("PG_AVAILABILITY", "Reduced data availability: " + groups + " pgs peering");
        }
        List<String> muted = ApiCall.listed(call.in().site().placement().property("cephmuted", ""));
        var checks = new LinkedHashMap<String, Object>();
        wrong.forEach((name, message) -> checks.put(name, check(message, muted.contains(name))));
        var health = new LinkedHashMap<String, Object>();
        health.put("status", muted.containsAll(wrong.keySet()) ? "HEALTH_OK" : "HEALTH_WARN");
        health.put("checks", checks);
        health.put("mutes", muted.stream().map(code -> Map.of("code", code)).toList());
        return health;
    }

    private static Map<String, Object> check(String message, boolean muted) {
        return Map.of("severity", "HEALTH_WARN", "muted", muted, "summary", Map.of("message", message, "count", 1));
    }
}
