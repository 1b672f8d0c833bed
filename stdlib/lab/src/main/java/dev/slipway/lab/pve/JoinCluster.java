package dev.slipway.lab.pve;

import java.util.Optional;

/**
 * A host is in the cluster of another. From then on it has the users, the storages and the keys of that, and another
 * certificate: whoever was logged in is not any more, and connections break.
 */
record JoinCluster(
        String hostname, String password, String fingerprint, int number, int votes, String ring, boolean force)
        implements TaskBody {
    private Optional<Node> other(TaskContext in) {
        return in.in().nodes().stream()
                .filter(node -> node != in.node())
                .filter(node -> node.self().ip().equals(hostname) || node.name().equals(hostname))
                .findFirst();
    }

    /** pve-cluster src/PVE/Cluster/Setup.pm join, assert_joinable: all of it is found by the worker. */
    @Override
    public void begin(TaskContext in) {
        boolean isAlone =
                !in.cluster().corosync.has("") && in.cluster().guests.keys().isEmpty();
        if (!isAlone && !force) {
            throw ApiException.because("Check if node may join a cluster failed!");
        }
        Node other = other(in)
                .filter(in.in()::isUp)
                .orElseThrow(() -> ApiException.because("500 Can't connect to " + hostname + ":8006"));
        if (!other.fingerprint(in.in().site().authority()).equalsIgnoreCase(fingerprint)) {
            throw ApiException.because(
                    "500 fingerprint '" + other.fingerprint(in.in().site().authority()) + "' not verified, abort!");
        } else if (!other.self().password().equals(password)) {
            throw ApiException.because("401 authentication failure");
        }
        Cluster cluster = in.in().clusterOf(other);
        if (!cluster.corosync.has("")) {
            throw ApiException.because("500 node is not in a cluster, no join info available!");
        } else if (cluster.members.has(in.node().name()) && cluster != in.cluster()) {
            throw ApiException.because("500 node with name '" + in.node().name() + "' already exists in the cluster");
        } else if (!in.in().isQuorate(cluster)) {
            throw ApiException.because("500 cluster not ready - no quorum?");
        }
    }

    @Override
    public void finish(TaskContext in) {
        Cluster cluster = in.in().clusterOf(other(in).orElseThrow());
        int highest =
                cluster.members.values().stream().mapToInt(Member::number).max().orElse(0);
        cluster.members.put(
                in.node().name(), new Member(in.node().name(), number > 0 ? number : highest + 1, votes, ring));
        Corosync before = cluster.corosync.get("").orElseThrow();
        cluster.corosync.put("", new Corosync(before.name(), before.version() + 1, before.token()));
        Cluster left = in.cluster();
        in.node().host.put(Node.SELF, in.node().self().in(cluster.id));
        if (left != cluster) {
            left.volumes.values().stream()
                    .filter(volume -> !volume.node().isEmpty())
                    .forEach(volume -> cluster.volumes.put(volume.key(), volume));
            left.dissolve();
            in.in().forget(left);
        }
        in.in().restart(in.node());
        in.node().issue(in.in().site().authority());
        in.in().hangUp(in.node());
    }
}
