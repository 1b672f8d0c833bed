package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pools, and who is in them. A guest is in one pool at most. */
final class Pools {
    private Pools() {}

    static void routes(Routes routes) {
        routes.on("GET", "/pools", Pools::list)
                .on("GET", "/pools/{poolid}", call -> shown(call, pool(call), true))
                .does("POST", "/pools", Pools::create)
                .does("PUT", "/pools", Pools::change)
                .does("DELETE", "/pools", Pools::delete);
    }

    private static Pool pool(Call call) {
        String id = call.text("poolid");
        return call.cluster().pools.get(id).orElseThrow(() -> Refused.because("pool '" + id + "' does not exist"));
    }

    private static Object list(Call call) {
        return call.cluster().pools.values().stream()
                .filter(pool -> !call.has("poolid") || pool.id().equals(call.text("poolid")))
                .filter(pool -> call.mayAny("/pool/" + pool.id(), "Pool.Audit", "Pool.Allocate"))
                .map(pool -> shown(call, pool, call.has("poolid")))
                .toList();
    }

    private static Map<String, Object> shown(Call call, Pool pool, boolean whole) {
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
            pool.storages()
                    .forEach(storage ->
                            members.add(Map.of("id", "storage/" + storage, "type", "storage", "storage", storage)));
            shown.put("members", members);
        }
        return shown;
    }

    private static void create(Call call) {
        String id = call.text("poolid");
        if (call.cluster().pools.has(id)) {
            throw Refused.because("create pool failed: pool '" + id + "' already exists");
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

    private static void change(Call call) {
        Pool pool = pool(call);
        List<String> guests = call.list("vms");
        guests.forEach(vmid -> call.check("/vms/" + vmid, "Permissions.Modify"));
        if (call.truth("delete", false)) {
            take(call.cluster(), pool, guests, call.list("storage"));
            return;
        }
        for (String vmid : guests) {
            if (!call.cluster().guests.has(vmid)) {
                throw Refused.because("update pools failed: VM " + vmid + " does not exist");
            }
            for (Pool other : call.cluster().pools.values()) {
                boolean elsewhere = other.guests().contains(vmid) && !other.id().equals(pool.id());
                if (elsewhere && !call.truth("allow-move", false)) {
                    throw Refused.because(
                            "update pools failed: VM " + vmid + " belongs already to pool '" + other.id() + "'");
                }
            }
            forget(call.cluster(), vmid);
        }
        Pool now = pool(call);
        put(
                call.cluster(),
                new Pool(now.id(), call.text("comment", now.comment()), now.guests(), now.storages()),
                guests,
                call.list("storage"));
    }

    private static void delete(Call call) {
        Pool pool = pool(call);
        if (!pool.guests().isEmpty() || !pool.storages().isEmpty()) {
            throw Refused.because("delete pool failed: pool '" + pool.id() + "' is not empty");
        }
        call.cluster().pools.remove(pool.id());
    }
}
