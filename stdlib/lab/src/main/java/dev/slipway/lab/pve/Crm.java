package dev.slipway.lab.pve;

/** Makes guests be what they are to be: some seconds after something has changed it looks at all of them. */
final class Crm {
    private Crm() {}

    static void look(Datacenter in, Cluster cluster) {
        if (!cluster.haResources.keys().isEmpty()) {
            in.after(in.paces().of(Paces.HA), () -> act(in, cluster));
        }
    }

    private static void act(Datacenter in, Cluster cluster) {
        synchronized (in) {
            for (Section resource : cluster.haResources.values()) {
                String vmid = resource.id().substring(resource.id().indexOf(':') + 1);
                cluster.guests.get(vmid).ifPresent(guest -> act(in, cluster, guest, Ha.state(cluster, resource)));
            }
        }
    }

    private static void act(Datacenter in, Cluster cluster, Guest guest, String state) {
        Node node = in.peer(cluster, guest.node());
        boolean busy = guest.config().containsKey("lock")
                || node.tasks.values().stream()
                        .anyMatch(task -> task.isRunning() && task.id().equals(guest.key()));
        if (busy) {
            look(in, cluster);
        } else if (state.equals("queued")) {
            in.tasks().start(node, "qmstart", guest.key(), Identity.ROOT, new GuestWork.Start());
        } else if (state.equals("request_stop")) {
            in.tasks().start(node, "qmshutdown", guest.key(), Identity.ROOT, new GuestWork.Stop());
        }
    }
}
