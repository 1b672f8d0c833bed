package dev.slipway.lab.pve;

/**
 * What pvestatd has last said of a guest.
 *
 * @param uptime in seconds; 0 when it did not run
 * @param gone when it was last said of a guest that is gone, in milliseconds of the lab; 0 while there is one
 */
record Broadcast(
        int vmid,
        String name,
        String status,
        boolean template,
        long cpus,
        long memory,
        long disk,
        long uptime,
        long gone) {
    static Broadcast of(Cluster cluster, Guest guest, long at) {
        return new Broadcast(
                guest.vmid(),
                guest.get("name", "VM " + guest.vmid()),
                guest.running() ? "running" : "stopped",
                guest.isTemplate(),
                GuestRows.cpus(guest),
                GuestRows.memory(guest),
                GuestRows.size(cluster, guest),
                guest.running() ? Math.max(1, (at - guest.since()) / 1000) : 0,
                0);
    }

    String key() {
        return Integer.toString(vmid);
    }

    Broadcast gone(long at) {
        return new Broadcast(vmid, name, status, template, cpus, memory, disk, uptime, at);
    }
}
