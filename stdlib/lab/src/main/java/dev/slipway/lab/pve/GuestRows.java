package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;

/** How guests look in lists. */
final class GuestRows {
    private static final long MIB = 1L << 20;

    private GuestRows() {}

    /**
     * In the list of the whole cluster: what the cluster itself knows is as it is now, and the rest as of the last beat.
     * pve-manager PVE/API2Tools.pm extract_vm_stats, PVE/API2/Cluster.pm resources.
     */
    static Map<String, Object> row(ApiCall call, Guest guest) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", "qemu/" + guest.vmid());
        row.put("vmid", guest.vmid());
        row.put("node", guest.node());
        row.put("type", "qemu");
        row.put("status", "unknown");
        call.in().beats().of(call.cluster(), guest).ifPresent(said -> {
            row.put("uptime", said.uptime());
            row.put("name", said.name());
            row.put("status", said.status());
            row.put("template", ResponseText.truth(said.template()));
            row.put("maxcpu", said.cpus());
            row.put("cpu", 0);
            row.put("maxmem", said.memory());
            row.put("mem", 0);
            row.put("maxdisk", said.disk());
            row.put("disk", 0);
            row.put("netin", 0);
            row.put("netout", 0);
            row.put("diskread", 0);
            row.put("diskwrite", 0);
            if (call.in().version().isNine()) {
                row.put("memhost", 0);
            }
        });
        live(row, guest);
        call.cluster().pools.values().stream()
                .filter(pool -> pool.guests().contains(guest.key()) && call.may("/pool/" + pool.id(), "Pool.Audit"))
                .forEach(pool -> row.put("pool", pool.id()));
        call.cluster()
                .haResources
                .get("vm:" + guest.vmid())
                .ifPresent(resource -> row.put("hastate", Ha.state(call.cluster(), resource)));
        return row;
    }

    private static void live(Map<String, Object> row, Guest guest) {
        guest.get("tags").ifPresent(tags -> row.put("tags", tags));
        guest.get("lock").ifPresent(lock -> row.put("lock", lock));
    }

    /** In the list of its node, which reads the files of all its guests. qemu-server src/PVE/QemuServer.pm vmstatus. */
    static Map<String, Object> brief(ApiCall call, Guest guest) {
        var row = new LinkedHashMap<String, Object>();
        row.put("vmid", guest.vmid());
        row.put("status", guest.running() ? "running" : "stopped");
        row.put("name", guest.get("name", "VM " + guest.vmid()));
        row.put("cpus", cpus(guest));
        row.put("maxmem", memory(guest));
        row.put("maxdisk", size(call.cluster(), guest));
        row.put("uptime", guest.running() ? (call.now() - guest.since()) / 1000 : 0);
        row.put("cpu", 0);
        row.put("mem", 0);
        row.put("disk", 0);
        row.put("netin", 0);
        row.put("netout", 0);
        if (call.in().version().isNine()) {
            row.put("memhost", 0);
        } else {
            row.put("diskread", 0);
            row.put("diskwrite", 0);
        }
        if (guest.running()) {
            row.put("pid", 100_000 + guest.vmid());
        }
        if (guest.isTemplate()) {
            row.put("template", 1);
        }
        live(row, guest);
        return row;
    }

    static Map<String, Object> current(ApiCall call, Guest guest) {
        var row = brief(call, guest);
        row.put("qmpstatus", guest.running() ? "running" : "stopped");
        var ha = new LinkedHashMap<String, Object>();
        var resource = call.cluster().haResources.get("vm:" + guest.vmid());
        ha.put("managed", ResponseText.truth(resource.isPresent()));
        resource.ifPresent(section -> ha.put("state", Ha.state(call.cluster(), section)));
        row.put("ha", ha);
        if (guest.get("agent", "0").matches("1.*|enabled=1.*")) {
            row.put("agent", 1);
        }
        return row;
    }

    static long cpus(Guest guest) {
        return guest.number("sockets", 1) * guest.number("cores", 1);
    }

    static long memory(Guest guest) {
        return guest.number("memory", 512) * MIB;
    }

    /** The size of the disk from which it starts. */
    static long size(Cluster cluster, Guest guest) {
        return DiskLine.bootDisk(guest)
                .flatMap(line -> cluster.volumes
                        .get(Volume.key(guest.node(), line.volume()))
                        .or(() -> cluster.volumes.get(Volume.key("", line.volume()))))
                .map(Volume::size)
                .orElse(0L);
    }
}
