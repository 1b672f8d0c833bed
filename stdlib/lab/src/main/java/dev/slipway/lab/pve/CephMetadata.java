package dev.slipway.lab.pve;

import java.util.List;

/**
 * Metadata servers. The task that makes one ends when its service was told to start ({@code create_mds}, pve-manager
 * PVE/Ceph/Services.pm); the monitors know it a moment later, which is assumed to be the pace {@code cephmds}.
 */
final class CephMetadata {
    private CephMetadata() {}

    private static boolean isKnown(Datacenter in, ConfigSection one) {
        return in.now()
                >= Long.parseLong(one.option("made", "0"))
                        + in.paces().of("cephmds").toMillis();
    }

    private static List<ConfigSection> known(Datacenter in, Cluster cluster) {
        return Ceph.all(cluster, "mds").stream()
                .filter(one -> isKnown(in, one) && Ceph.isUp(in, cluster, one))
                .toList();
    }

    /** One serves each file system; the others stand by. */
    static String state(Datacenter in, Cluster cluster, ConfigSection one) {
        int place = known(in, cluster).indexOf(one);
        if (place < 0) {
            return "stopped";
        }
        return place < Ceph.all(cluster, "fs").size() ? "up:active" : "up:standby";
    }

    /** {@code createfs}, pve-manager PVE/API2/Ceph/FS.pm. */
    static void check(Datacenter in, Cluster cluster) {
        int known = known(in, cluster).size();
        if (known == 0) {
            throw ApiException.because("no running Metadata Server (MDS) found!");
        } else if (known <= Ceph.all(cluster, "fs").size()) {
            throw ApiException.because("no standby Metadata Server (MDS) found!");
        }
    }
}
