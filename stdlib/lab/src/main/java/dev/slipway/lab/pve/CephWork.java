package dev.slipway.lab.pve;

import java.time.Duration;
import java.util.Map;

/** What is done to Ceph. */
sealed interface CephWork extends Work permits CephAdded, CephDisked, CephPooled, CephRemoved, CephFileSystem {
    static void unsettle(Running in) {
        Duration time = in.in().paces().of("settle");
        in.cluster()
                .ceph
                .put(
                        CephStatus.SETTLED,
                        new Section(CephStatus.SETTLED, Map.of("at", Long.toString(in.now() + time.toMillis()))));
    }
}
