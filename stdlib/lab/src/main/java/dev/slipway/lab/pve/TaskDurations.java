package dev.slipway.lab.pve;

import dev.slipway.lab.Placement;
import java.time.Duration;
import java.util.Map;

/** How long things take, in seconds of the lab; a property of the placement with the name of the task changes it. */
record TaskDurations(Placement placement) {
    /** A storage is locked while a volume is made on it. */
    static final String ALLOCATE = "allocate";
    /** What a worker is busy with while it answers. */
    static final String CALL = "call";
    /** How long the manager of highly available guests thinks. */
    static final String HA = "ha";

    /** How long the file system of a cluster is away when it restarts. */
    static final String RESTART = "restart";

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry(ALLOCATE, "0.2"),
            Map.entry(CALL, "0"),
            Map.entry(HA, "10"),
            Map.entry(RESTART, "3"),
            Map.entry("qmcreate", "3"),
            Map.entry("qmclone", "20"),
            Map.entry("qmstart", "3"),
            Map.entry("qmshutdown", "8"),
            Map.entry("qmreboot", "10"),
            Map.entry("qmdestroy", "2"),
            Map.entry("qmmove", "20"),
            Map.entry("qmigrate", "20"),
            Map.entry("import", "15"),
            Map.entry("download", "20"),
            Map.entry("imgcopy", "3"),
            Map.entry("clustercreate", "4"),
            Map.entry("clusterjoin", "10"),
            Map.entry("cephcreatemon", "5"),
            Map.entry("cephmds", "3"),
            Map.entry("cephcreateosd", "15"));

    Duration of(String what) {
        String seconds = placement.property(what, USUAL.getOrDefault(what, "1"));
        return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
    }
}
