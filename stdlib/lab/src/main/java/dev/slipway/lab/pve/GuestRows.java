package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;

/** How guests look in lists. */
final class GuestRows {
    private static final long MIB = 1L << 20;

    private GuestRows() {}

    static Map<String, Object> row(Call call, Guest guest) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", "qemu/" + guest.vmid());
        row.put("type", "qemu");
        row.put("vmid", guest.vmid());
        row.put("node", guest.node());
        row.put("name", guest.get("name", "VM " + guest.vmid()));
        row.put("status", guest.running() ? "running" : "stopped");
        row.put("template", Shown.truth(guest.isTemplate()));
        row.put("maxcpu", guest.number("sockets", 1) * guest.number("cores", 1));
        row.put("maxmem", guest.number("memory", 512) * MIB);
        row.put("maxdisk", size(call.cluster(), guest));
        row.put("cpu", 0);
        row.put("mem", 0);
        row.put("disk", 0);
        row.put("netin", 0);
        row.put("netout", 0);
        row.put("diskread", 0);
        row.put("diskwrite", 0);
        row.put("uptime", guest.running() ? (call.now() - guest.since()) / 1000 : 0);
        guest.get("tags").ifPresent(tags -> row.put("tags", tags));
        guest.get("lock").ifPresent(lock -> row.put("lock", lock));
        call.cluster().pools.values().stream()
                .filter(pool -> pool.guests().contains(guest.key()))
                .forEach(pool -> row.put("pool", pool.id()));
        call.cluster()
                .haResources
                .get("vm:" + guest.vmid())
                .ifPresent(resource -> row.put("hastate", Ha.state(call.cluster(), resource)));
        return row;
    }

    /** The list of one node says less, and says it a little differently. */
    static Map<String, Object> brief(Call call, Guest guest) {
        var row = row(call, guest);
        row.keySet().removeAll(java.util.List.of("id", "type", "node", "pool", "hastate"));
        row.put("cpus", row.getOrDefault("maxcpu", 1));
        row.remove("maxcpu");
        if (!guest.isTemplate()) {
            row.remove("template");
        }
        return row;
    }

    static Map<String, Object> current(Call call, Guest guest) {
        var row = brief(call, guest);
        row.put("qmpstatus", guest.running() ? "running" : "stopped");
        if (guest.running()) {
            row.put("pid", 100_000 + guest.vmid());
        }
        var ha = new LinkedHashMap<String, Object>();
        var resource = call.cluster().haResources.get("vm:" + guest.vmid());
        ha.put("managed", Shown.truth(resource.isPresent()));
        resource.ifPresent(section -> ha.put("state", Ha.state(call.cluster(), section)));
        row.put("ha", ha);
        if (guest.get("agent", "0").matches("1.*|enabled=1.*")) {
            row.put("agent", 1);
        }
        return row;
    }

    /** The size of the disk from which it starts. */
    private static long size(Cluster cluster, Guest guest) {
        return DiskLine.bootDisk(guest)
                .flatMap(line -> cluster.volumes
                        .get(Volume.key(guest.node(), line.volume()))
                        .or(() -> cluster.volumes.get(Volume.key("", line.volume()))))
                .map(Volume::size)
                .orElse(0L);
    }
}
