package dev.slipway.lab.pve;

import java.util.Map;
import java.util.Optional;

/**
 * Makes guests be what they are to be, and where: some seconds after something has changed it looks at all of them, and
 * again until nothing is left to do.
 */
final class Crm {
    private Crm() {}

    static void look(Datacenter in, Cluster cluster) {
        if (!cluster.haResources.keys().isEmpty()) {
            in.after(in.paces().of(TaskDurations.HA), () -> act(in, cluster));
        }
    }

    private static void act(Datacenter in, Cluster cluster) {
        synchronized (in) {
            boolean busy = false;
            in.nodesOf(cluster)
                    .forEach(node -> cluster.haNodes.put(node.name(), new ConfigSection(node.name(), Map.of())));
            for (ConfigSection resource : cluster.haResources.values()) {
                Optional<Guest> guest = cluster.guests.get(Ha.vmid(resource.id()));
                busy |= guest.isPresent() && act(in, cluster, resource, guest.get());
            }
            if (busy) {
                look(in, cluster);
            }
        }
    }

    /** Does the next thing for one of them, and says whether there was any. */
    private static boolean act(Datacenter in, Cluster cluster, ConfigSection resource, Guest guest) {
        Node node = in.peer(cluster, guest.node());
        String state = Ha.state(cluster, resource);
        boolean wanted = resource.option("state", "started").equals("started");
        if (guest.config().containsKey("lock")
                || node.tasks.values().stream()
                        .anyMatch(task -> task.isRunning() && task.id().equals(guest.key()))) {
            return true;
        }
        Optional<String> better = wanted ? new Affinity(in, cluster).better(resource, guest) : Optional.empty();
        if (better.isPresent() && isMovable(in, cluster, node, guest)) {
            in.tasks().start(node, "qmigrate", guest.key(), Identity.ROOT, new MigrateVm(better.get(), Map.of(), true));
        } else if (state.equals("queued")) {
            in.tasks().start(node, "qmstart", guest.key(), Identity.ROOT, new StartVm());
        } else if (state.equals("request_stop")) {
            in.tasks().start(node, "qmshutdown", guest.key(), Identity.ROOT, new StopVm());
        } else {
            return false;
        }
        return true;
    }

    /** Disks of the node go with it, and a disc keeps it there. pve-ha-manager src/PVE/HA/Resources/PVEVM.pm migrate. */
    private static boolean isMovable(Datacenter in, Cluster cluster, Node node, Guest guest) {
        var volumes = new Volumes(in, cluster, node);
        return guest.config().entrySet().stream()
                .filter(entry -> DiskLine.isKey(entry.getKey())
                        && DiskLine.of(entry.getValue()).isCdrom())
                .flatMap(entry -> volumes.find(DiskLine.of(entry.getValue()).volume()).stream())
                .allMatch(volume -> volume.node().isEmpty());
    }
}
