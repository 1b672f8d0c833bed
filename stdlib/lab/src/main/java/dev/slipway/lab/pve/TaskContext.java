package dev.slipway.lab.pve;

import java.util.function.UnaryOperator;

/** A task with everything around it. */
record TaskContext(Datacenter in, Cluster cluster, Node node, Task task) {
    long now() {
        return in.now();
    }

    Guest guest() {
        return cluster.guest(node, task.id());
    }

    /** Changes the guest that the task is about. */
    void guest(UnaryOperator<Guest> change) {
        cluster.put(change.apply(guest()));
    }

    String guestLock(String vmid) {
        return Locks.guest(cluster, vmid);
    }
}
