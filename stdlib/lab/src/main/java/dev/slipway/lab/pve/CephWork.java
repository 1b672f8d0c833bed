package dev.slipway.lab.pve;

import java.time.Duration;
import java.util.Map;

/** What is done to Ceph. */
sealed interface CephWork extends TaskBody
        permits AddCephService, CreateOsd, CreateCephPool, RemoveCephPart, CephFileSystem {
    static void unsettle(TaskContext in) {
        Duration time = in.in().paces().of("settle");
        in.cluster()
                .ceph
                .put(
                        CephStatus.SETTLED,
                        new ConfigSection(CephStatus.SETTLED, Map.of("at", Long.toString(in.now() + time.toMillis()))));
    }
}
