package dev.slipway.lab.pve;

import java.time.Duration;

/** The names of locks: whose they are, and what the message says when one is not to be had. */
final class Locks {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private Locks() {}

    static String guest(Cluster cluster, String vmid) {
        return cluster.id + "|can't lock file '/var/lock/qemu-server/lock-" + vmid + ".conf' - got timeout";
    }

    static String storage(Cluster cluster, Node node, String storage) {
        return cluster.storages.get(storage).filter(Storages::isShared).isPresent()
                ? cluster.id + "|cfs-lock 'storage-" + storage + "' error: got lock request timeout"
                : node.name() + "|can't lock file '/var/lock/pve-manager/pve-storage-" + storage + "' - got timeout";
    }

    static String message(String lock) {
        return lock.substring(lock.indexOf('|') + 1);
    }
}
