package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What clients look for and the lab has none of: containers, snapshots, backup jobs and zones. */
final class NothingYet {
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("all", 0),
            Map.entry("stdexcludes", 1),
            Map.entry("compress", "0"),
            Map.entry("pigz", 0),
            Map.entry("zstd", 1),
            Map.entry("quiet", 0),
            Map.entry("mode", "snapshot"),
            Map.entry("mailnotification", "always"),
            Map.entry("notification-mode", "auto"),
            Map.entry("stop", 0),
            Map.entry("bwlimit", 0),
            Map.entry("ionice", 7),
            Map.entry("performance", Map.of("max-workers", 16, "pbs-entries-max", 1_048_576)),
            Map.entry("fleecing", Map.of("enabled", 0)),
            Map.entry("lockwait", 180),
            Map.entry("stopwait", 10),
            Map.entry("prune-backups", "keep-all=1"),
            Map.entry("remove", 1));

    private NothingYet() {}

    static void routes(Routes routes) {
        routes.on("GET", "/cluster/backup", call -> List.of())
                .on("GET", "/cluster/sdn/zones", call -> List.of())
                .on("GET", "/nodes/{node}/lxc", call -> List.of())
                .on("GET", "/nodes/{node}/qemu/{vmid}/snapshot", call -> List.of(current(call.guest())))
                .on("GET", "/nodes/{node}/vzdump/defaults", NothingYet::defaults);
    }

    /** A guest without snapshots has its present state alone. qemu-server PVE/API2/Qemu.pm snapshot_list. */
    private static Map<String, Object> current(Guest guest) {
        var row = new LinkedHashMap<String, Object>();
        row.put("name", "current");
        row.put("digest", guest.digest());
        row.put("running", ResponseText.truth(guest.running()));
        row.put("description", "You are here!");
        return row;
    }

    /** Those of a file that says nothing. pve-manager PVE/API2/VZDump.pm defaults, PVE/VZDump.pm read_vzdump_defaults. */
    private static Object defaults(ApiCall call) {
        String storage = call.text("storage", "local");
        call.checkAny("/storage/" + storage, "Datastore.Audit", "Datastore.AllocateSpace");
        ConfigSection there = call.cluster()
                .storages
                .get(storage)
                .orElseThrow(() -> ApiException.because("storage '" + storage + "' does not exist"));
        if (!ApiCall.listed(there.option("content", "")).contains("backup")) {
            throw ApiException.because("can't use storage '" + storage + "' for backups - wrong content type");
        }
        var row = new LinkedHashMap<String, Object>(DEFAULTS);
        row.put("storage", storage);
        if (!there.option("path", "").isEmpty()) {
            row.put("dumpdir", there.option("path", "") + "/dump");
        }
        if (!call.may("/nodes/" + call.node().name(), "Sys.Audit")) {
            row.remove("dumpdir");
            row.remove("ionice");
        }
        return row;
    }
}
