package dev.slipway.lab.pve;

import dev.slipway.lab.table.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Virtual machines: making, seeing and removing them. */
final class Guests {
    /** qemu-server src/PVE/API2/Qemu.pm update_vm. */
    static final String CHANGED = "checksum mismatch (file change by other user?)";

    private static final String ONE = "/nodes/{node}/qemu/{vmid}";

    private Guests() {}

    static void routes(Routes routes) {
        routes.on(
                        "GET",
                        "/nodes/{node}/qemu",
                        call -> call.cluster().guests.values().stream()
                                .filter(guest -> guest.node().equals(call.node().name()))
                                .filter(guest -> call.may("/vms/" + guest.vmid(), "VM.Audit"))
                                .map(guest -> GuestRows.brief(call, guest))
                                .toList())
                .on("POST", "/nodes/{node}/qemu", Guests::create)
                .on("DELETE", ONE, Guests::destroy)
                .on("GET", ONE + "/config", Guests::config)
                .on("GET", ONE + "/pending", Guests::pending)
                .on("GET", ONE + "/status/current", call -> GuestRows.current(call, call.guest()));
    }

    static List<String> lock(ApiCall call) {
        return List.of(Locks.guest(call.cluster(), call.text("vmid")));
    }

    private static Object create(ApiCall call) {
        String vmid = call.text("vmid");
        boolean allowed = call.may("/vms/" + vmid, "VM.Allocate")
                || (call.has("pool") && call.may("/pool/" + call.text("pool"), "VM.Allocate"));
        if (!allowed) {
            throw ApiException.permission(""); // create_vm, qemu-server src/PVE/API2/Qemu.pm
        }
        Map<String, String> options = call.without(
                "vmid",
                "start",
                "pool",
                "force",
                "archive",
                "unique",
                "storage",
                "bwlimit",
                "live-restore",
                "import-working-storage",
                "ha-managed");
        if (call.has("archive")) {
            throw new ApiException(501, "the lab restores no archives");
        }
        if (!allowedByPool(call)) {
            GuestOptions.check(call, options);
            new GuestRights(call, vmid).checkNew(options);
        }
        Guest there = call.cluster().guests.get(vmid).orElse(null);
        if (there != null) {
            throw ApiException.because(
                    "unable to create VM " + vmid + " - VM " + vmid + " already exists on node '" + there.node() + "'");
        }
        String pool = pool(call).map(Pool::id).orElse("");
        call.cluster().put(Guest.made(Integer.parseInt(vmid), call.node().name(), "create"));
        return call.task(
                "qmcreate",
                vmid,
                new CreateVm(options, call.truth("start", false), call.truth("ha-managed", false), pool));
    }

    /** Whoever may make guests in a pool may set what they are made of; what belongs to root stays root's. */
    private static boolean allowedByPool(ApiCall call) {
        return !call.by().isRoot()
                && call.has("pool")
                && call.may("/pool/" + call.text("pool"), "VM.Allocate", "VM.Config.Options", "VM.Config.Disk")
                && call.parameters().keySet().stream()
                        .noneMatch(name -> name.matches("args|arch|affinity|hookscript|vmgenid"));
    }

    /** The pool that a guest is to be in. pve-access-control src/PVE/RPCEnvironment.pm check_pool_exist. */
    static Optional<Pool> pool(ApiCall call) {
        if (!call.has("pool")) {
            return Optional.empty();
        }
        Optional<Pool> pool = call.cluster().pools.get(call.text("pool"));
        if (pool.isEmpty()) {
            throw ApiException.permission("pool '" + call.text("pool") + "' does not exist");
        }
        return pool;
    }

    /** A guest is in its pool when it is there. */
    static void join(Cluster cluster, String pool, String vmid) {
        cluster.pools.get(pool).ifPresent(one -> Pools.put(cluster, one, List.of(vmid), List.of()));
    }

    private static Object destroy(ApiCall call) {
        Guest guest = call.guest();
        String id = guest.key();
        boolean purge = call.truth("purge", false);
        if (guest.get("protection", "0").equals("1")) {
            throw ApiException.because("can't remove VM " + id + " - protection mode enabled");
        } else if (call.cluster().haResources.has("vm:" + id) && !purge) {
            throw ApiException.because(
                    "unable to remove VM " + id + " - used in HA resources and purge parameter not set.");
        } else if (guest.running()) {
            throw ApiException.because("VM " + id + " is running - destroy failed");
        }
        if (!call.truth("skiplock", false)) {
            guest.checkUnlocked();
        }
        return call.task("qmdestroy", id, new DestroyVm(purge));
    }

    private static Object config(ApiCall call) {
        Guest guest = call.guest();
        Map<String, Object> shown = shown(
                call,
                call.truth("current", false) ? guest.config() : guest.applied().config());
        shown.put("digest", guest.digest());
        return shown;
    }

    /** What the schema calls a number is shown as one; the rest is text, also where it looks like a number. */
    static Map<String, Object> shown(ApiCall call, Map<String, String> config) {
        var shown = new TreeMap<String, Object>();
        Map<String, Rule> rules = call.in().guestRules();
        config.forEach((name, value) -> {
            Rule rule = rules.get(rules.containsKey(name) ? name : name.replaceFirst("[0-9]+$", "[n]"));
            String type = rule == null ? "string" : String.valueOf(rule.schema().get("type"));
            if (name.equals("cipassword")) {
                shown.put(name, "**********");
                return;
            }
            shown.put(name, type.equals("integer") || type.equals("boolean") ? ResponseText.number(value) : value);
        });
        return shown;
    }

    private static Object pending(ApiCall call) {
        Guest guest = call.guest();
        var rows = new ArrayList<Map<String, Object>>();
        var names = new TreeSet<>(guest.config().keySet());
        names.addAll(guest.pending().keySet());
        Map<String, Object> now = shown(call, guest.config());
        Map<String, Object> then = shown(call, guest.pending());
        for (String name : names) {
            var row = new LinkedHashMap<String, Object>();
            row.put("key", name);
            if (now.containsKey(name)) {
                row.put("value", now.getOrDefault(name, ""));
            }
            if ("".equals(then.get(name))) {
                row.put("delete", 1);
            } else if (then.containsKey(name)) {
                row.put("pending", then.getOrDefault(name, ""));
            }
            rows.add(row);
        }
        rows.add(Map.of("key", "digest", "value", guest.digest()));
        return rows;
    }
}
