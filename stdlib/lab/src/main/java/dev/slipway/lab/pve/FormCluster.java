package dev.slipway.lab.pve;

/** A host is the first of a cluster. */
record FormCluster(String name, int number, int votes, String ring, String token) implements TaskBody {
    /** The last thing that it does is to restart corosync and pve-cluster. pve-cluster src/PVE/API2/ClusterConfig.pm create. */
    @Override
    public void finish(TaskContext in) {
        in.cluster().corosync.put("", new Corosync(name, 1, token));
        in.cluster().members.put(in.node().name(), new Member(in.node().name(), number, votes, ring));
        in.in().restart(in.node());
    }
}
