package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pools, and who is in them. A guest is in one pool at most. As pve-manager PVE/API2/Pool.pm has it. */
final class Pools {
    private static final String FAILED = "update pools failed: ";

    private Pools() {}

    static void routes(Routes routes) {
        routes.on("GET", "/pools", Pools::list)
                .on("GET", "/pools/{poolid}", call -> shown(call, pool(call, ""), true))
                .does("POST", "/pools", Pools::create)
                .does("PUT", "/pools", Pools::change)
                .does("DELETE", "/pools", Pools::delete)
                .does("PUT", "/pools/{poolid}", Pools::change)
                .does("DELETE", "/pools/{poolid}", Pools::delete);
    }

    private static Pool pool(ApiCall call, String prefix) {
        String id = call.text("poolid");
        return call.cluster()
                .pools
                .get(id)
                .orElseThrow(() -> ApiException.because(prefix + "pool '" + id + "' does not exist"));
    }

    /** Who asks for one by its name sees it whatever he may: {@code index} does not heed its own check. */
    private static Object list(ApiCall call) {
        if (call.has("poolid")) {
            return List.of(shown(call, pool(call, ""), true));
        }
        return call.cluster().pools.values().stream()
                .filter(pool -> call.may("/pool/" + pool.id(), "Pool.Audit"))
                .map(pool -> shown(call, pool, false))
                .toList();
    }

    private static Map<String, Object> shown(ApiCall call, Pool pool, boolean whole) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("poolid", pool.id());
        if (!pool.comment().isEmpty()) {
            shown.put("comment", pool.comment());
        }
        if (whole) {
            var members = new ArrayList<Map<String, Object>>();
            pool.guests()
                    .forEach(vmid -> call.cluster()
                            .guests
                            .get(vmid)
                            .ifPresent(guest -> members.add(GuestRows.row(call, guest))));
            pool.storages().forEach(storage -> member(call, storage).ifPresent(members::add));
            shown.put("members", members);
        }
        return shown;
    }

    /** A storage is there once, as the node has it that is asked, or the first that has it. */
    private static Optional<Map<String, Object>> member(ApiCall call, String storage) {
        return Stream.concat(Stream.of(call.node()), call.in().nodesOf(call.cluster()).stream())
                .flatMap(node -> Storages.rows(call, node).stream())
                .filter(row -> storage.equals(row.get("storage")))
                .findFirst();
    }

    /** {@code create_pool}: a pool within another comes after it, and begins with a letter (since 9). */
    private static void create(ApiCall call) {
        String id = call.text("poolid");
        int slash = id.lastIndexOf('/');
        String why = call.cluster().pools.has(id)
                ? "pool '" + id + "' already exists"
                : slash > 0 && !call.cluster().pools.has(id.substring(0, slash))
                        ? "parent '" + id.substring(0, slash) + "' of pool '" + id + "' does not exist"
                        : call.in().version().isNine()
                                        && !id.substring(slash + 1).matches("[A-Za-z].*")
                                ? "pool name must start with a letter"
                                : "";
        if (!why.isEmpty()) {
            throw ApiException.because("create pool failed: " + why);
        }
        call.cluster().pools.put(id, new Pool(id, call.text("comment", ""), List.of(), List.of()));
    }

    static void put(Cluster cluster, Pool pool, List<String> guests, List<String> storages) {
        var allGuests = new ArrayList<>(pool.guests());
        allGuests.addAll(guests);
        var allStorages = new ArrayList<>(pool.storages());
        allStorages.addAll(storages);
        cluster.pools.put(
                pool.id(),
                new Pool(
                        pool.id(),
                        pool.comment(),
                        allGuests.stream().distinct().toList(),
                        allStorages.stream().distinct().toList()));
    }

    static void forget(Cluster cluster, String vmid) {
        cluster.pools.values().stream()
                .filter(pool -> pool.guests().contains(vmid))
                .forEach(pool -> take(cluster, pool, List.of(vmid), List.of()));
    }

    static void forgetStorage(Cluster cluster, String storage) {
        cluster.pools.values().stream()
                .filter(pool -> pool.storages().contains(storage))
                .forEach(pool -> take(cluster, pool, List.of(), List.of(storage)));
    }

    private static void take(Cluster cluster, Pool pool, List<String> guests, List<String> storages) {
        cluster.pools.put(
                pool.id(),
                new Pool(
                        pool.id(),
                        pool.comment(),
                        pool.guests().stream()
                                .filter(one -> !guests.contains(one))
                                .toList(),
                        pool.storages().stream()
                                .filter(one -> !storages.contains(one))
                                .toList()));
    }

    /** {@code update_pool}: who adds or takes an object needs the right to change who may what with it. */
    private static void change(ApiCall call) {
        Pool pool = pool(call, FAILED);
        boolean takes = call.truth("delete", false);
        for (String vmid : call.list("vms")) {
            PermissionRule.modify(call, "/vms/" + vmid);
            if (takes != pool.guests().contains(vmid)) {
                throw ApiException.because(
                        FAILED + "VM " + vmid + (takes ? " is not a pool member" : " is already a pool member"));
            } else if (!takes) {
                move(call, vmid);
            }
        }
        for (String storage : call.list("storage")) {
            PermissionRule.modify(call, "/storage/" + storage);
            if (takes != pool.storages().contains(storage)) {
                throw ApiException.because(FAILED + "Storage '" + storage
                        + (takes ? "' is not a pool member" : "' is already a pool member"));
            }
        }
        Pool said = new Pool(pool.id(), call.text("comment", pool.comment()), pool.guests(), pool.storages());
        if (takes) {
            take(call.cluster(), said, call.list("vms"), call.list("storage"));
        } else {
            put(call.cluster(), said, call.list("vms"), call.list("storage"));
        }
    }

    private static void move(ApiCall call, String vmid) {
        for (Pool other : call.cluster().pools.values()) {
            if (other.guests().contains(vmid) && !call.truth("allow-move", false)) {
                throw ApiException.because(FAILED + "VM " + vmid + " belongs already to pool '" + other.id()
                        + "' and 'allow-move' is not set");
            } else if (other.guests().contains(vmid)) {
                call.check("/pool/" + other.id(), "Pool.Allocate");
            }
        }
        forget(call.cluster(), vmid);
    }

    /** {@code delete_pool}: guests and storages that are gone do not count. */
    private static void delete(ApiCall call) {
        Pool pool = pool(call, "delete pool failed: ");
        Cluster cluster = call.cluster();
        var within = new ArrayList<String>();
        cluster.pools.keys().stream()
                .filter(id -> id.startsWith(pool.id() + "/"))
                .filter(id -> id.indexOf('/', pool.id().length() + 1) < 0)
                .forEach(id -> within.add("pool '" + id + "'"));
        pool.guests().stream().filter(cluster.guests::has).forEach(vmid -> within.add("VM " + vmid));
        pool.storages().stream().filter(cluster.storages::has).forEach(id -> within.add("storage '" + id + "'"));
        if (!within.isEmpty()) {
            throw ApiException.because(
                    "delete pool failed: pool '" + pool.id() + "' is not empty (contains " + within.get(0) + ")");
        }
        cluster.pools.remove(pool.id());
        cluster.grants.values().stream()
                .filter(grant -> grant.path().equals("/pool/" + pool.id()))
                .forEach(grant -> cluster.grants.remove(grant.key()));
    }
}
