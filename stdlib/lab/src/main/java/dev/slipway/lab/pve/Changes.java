package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes the file of a guest: at once where that works, and else for its next start. */
record Changes(Datacenter in, Cluster cluster, Node node, Guest guest) {
    private static final List<String> FIXED =
            List.of("aio", "cache", "detect_zeroes", "discard", "iothread", "queues", "ro", "serial", "ssd", "wwn");
    private static final String ONE = "/nodes/{node}/qemu/{vmid}";

    static void routes(Routes routes) {
        routes.on("PUT", ONE + "/config", Guests::lock, call -> change(call, false))
                .on("POST", ONE + "/config", call -> change(call, true))
                .on("PUT", ONE + "/unlink", Guests::lock, call -> {
                    call.guest().checkUnlocked();
                    new Changes(call.in(), call.cluster(), call.node(), call.guest())
                            .apply(Map.of(), call.list("idlist"), call.truth("force", false));
                    return null;
                });
    }

    private static @Nullable Object change(ApiCall call, boolean background) {
        Guest guest = call.guest();
        var set = new TreeMap<>(call.without("delete", "revert", "digest", "force", "skiplock", "background_delay"));
        List<String> delete = call.list("delete");
        var rights = new GuestRights(call, guest.key());
        if (set.isEmpty() && delete.isEmpty() && !call.has("revert")) {
            throw ApiException.because("no options specified");
        }
        for (String name : delete) {
            if (set.containsKey(name)) {
                throw ApiException.parameter(
                        "delete", "you can't use '-" + name + "' and -delete " + name + "' at the same time");
            } else if (!GuestOptions.exists(call.in(), name)) {
                throw ApiException.parameter("delete", "unknown option '" + name + "'");
            }
        }
        rights.checkChanged(delete, set);
        GuestOptions.check(call, set);
        if (call.truth("skiplock", false) && !call.by().isRoot()) {
            throw ApiException.because("Only root may use this option.");
        } else if (!call.truth("skiplock", false)) {
            guest.checkUnlocked();
        }
        if (call.has("digest") && !call.text("digest").equals(guest.digest())) {
            throw ApiException.because(Guests.CHANGED);
        }
        checkBalloon(guest, set);
        String refusal = rights.refusal(guest, delete, set).orElse("");
        call.list("revert")
                .forEach(name -> call.cluster()
                        .put(call.guest().pending(without(call.guest().pending(), name))));
        if (background) {
            return call.task(
                    "qmconfig", guest.key(), new ConfigureVm(set, delete, call.truth("force", false), refusal));
        } else if (!refusal.isEmpty()) {
            throw refusal.startsWith("403 ")
                    ? new ApiException(403, refusal.substring(4))
                    : ApiException.because(refusal);
        }
        new Changes(call.in(), call.cluster(), call.node(), call.guest())
                .apply(set, delete, call.truth("force", false));
        return null;
    }

    private static void checkBalloon(Guest guest, Map<String, String> set) {
        if (set.containsKey("memory") || set.containsKey("balloon")) {
            Guest then = guest.applied();
            long memory = then.set("memory", set.getOrDefault("memory", then.get("memory", "512")))
                    .number("memory", 512);
            if (Long.parseLong(set.getOrDefault("balloon", then.get("balloon", "0"))) > memory) {
                throw ApiException.because("balloon value too large (must be smaller than assigned memory)");
            }
        }
    }

    private static Map<String, String> without(Map<String, String> all, String name) {
        var others = new TreeMap<>(all);
        others.remove(name);
        return others;
    }

    void apply(Map<String, String> set, List<String> delete, boolean force) {
        Guest changed = guest;
        for (String name : delete) {
            checkProtection(changed, name);
            changed = unboot(changed, name);
            changed = later(changed, name, "") ? pend(changed, name, "") : removed(changed, name, force);
        }
        for (Map.Entry<String, String> entry : set.entrySet()) {
            String name = entry.getKey();
            if (name.equals("boot")) {
                BootOrder.of(entry.getValue()).check(changed, set.keySet());
            }
            checkTpm(changed, name, entry.getValue());
            String value = value(changed, name, entry.getValue());
            changed = later(changed, name, value) || isFixed(changed, name, value)
                    ? pend(changed, name, value)
                    : put(changed, name, value);
            BootOrder order = BootOrder.of(guest);
            if (!set.containsKey("boot")
                    && DiskLine.isKey(name)
                    && DiskLine.of(value).isCdrom()
                    && order.isNew(name)) {
                changed = ordered(changed, order.with(name));
            }
        }
        cluster.put(changed);
    }

    /** What is taken out is nothing to start from any more. */
    private Guest unboot(Guest changed, String name) {
        BootOrder order = BootOrder.of(changed.applied());
        return order.devices().contains(name) ? ordered(changed, order.without(name)) : changed;
    }

    private Guest ordered(Guest changed, BootOrder order) {
        if (guest.running()) {
            return pend(changed, "boot", order.text());
        }
        return order.devices().isEmpty() ? changed.without(List.of("boot")) : changed.set("boot", order.text());
    }

    private static void checkProtection(Guest changed, String name) {
        if (changed.get("protection", "0").equals("1")
                && DiskLine.isKey(name)
                && changed.get(name).isPresent()) {
            String what = name.startsWith("unused")
                    ? "unused disk '" + DiskLine.of(changed.get(name, "")).volume() + "'"
                    : "drive '" + name + "'";
            throw ApiException.because("can't remove " + what + " - protection mode enabled");
        }
    }

    private boolean later(Guest changed, String name, String value) {
        return guest.running() && !GuestOptions.isPlugged(changed, name, value);
    }

    private static void checkTpm(Guest changed, String name, String value) {
        DiskLine before = DiskLine.of(changed.get(name, ""));
        DiskLine after = DiskLine.of(value);
        if (name.equals("tpmstate0")
                && before.volume().equals(after.volume())
                && !version(before).equals(version(after))) {
            throw ApiException.because("cannot change TPM state version after creation");
        }
    }

    private static String version(DiskLine tpm) {
        return tpm.options().getOrDefault("version", "v1.2");
    }

    /** How a disk is attached stays while the guest runs; its size, and what is pending for it, may then differ. */
    private boolean isFixed(Guest changed, String name, String value) {
        if (!guest.running() || !DiskLine.isKey(name) || !changed.config().containsKey(name)) {
            return false;
        }
        DiskLine before = DiskLine.of(changed.get(name, ""));
        DiskLine after = DiskLine.of(value);
        return before.volume().equals(after.volume())
                && FIXED.stream()
                        .anyMatch(option -> !Objects.equals(
                                before.options().get(option), after.options().get(option)));
    }

    /** What is pending is forgotten when it is what is so already. */
    private static Guest pend(Guest changed, String name, String value) {
        Map<String, String> pending = without(changed.pending(), name);
        if (!changed.get(name, "").equals(value)) {
            pending.put(name, value);
        }
        return changed.pending(pending);
    }

    private String value(Guest changed, String name, String value) {
        if (DiskLine.isKey(name)) {
            DiskLine wanted = DiskLine.of(value);
            DiskLine line = new Volumes(in, cluster, node).made(changed.vmid(), name, wanted);
            boolean sized = line.options().containsKey("size") || line.isNone();
            return sized
                    ? line.text()
                    : line.with(
                                    line.volume(),
                                    Map.of(
                                            "size",
                                            Volumes.text(new Volumes(in, cluster, node)
                                                    .get(line.volume())
                                                    .size())))
                            .text();
        } else if (name.equals("vmgenid") && value.equals("1")) {
            return UUID.randomUUID().toString();
        }
        return GuestOptions.filled(name, value);
    }

    /** A drive that another takes the place of is kept as an unused one. */
    private Guest put(Guest changed, String name, String value) {
        Guest kept = changed.pending(without(changed.pending(), name));
        String before = kept.get(name, "");
        if (DiskLine.isKey(name)
                && !before.isEmpty()
                && !DiskLine.of(before).volume().equals(DiskLine.of(value).volume())) {
            kept = removed(kept, name, false);
        }
        for (String unused : kept.config().keySet()) {
            if (unused.startsWith("unused")
                    && DiskLine.isKey(name)
                    && DiskLine.of(value)
                            .volume()
                            .equals(DiskLine.of(kept.get(unused, "")).volume())) {
                kept = kept.without(List.of(unused));
            }
        }
        return kept.set(name, value);
    }

    private Guest removed(Guest changed, String name, boolean force) {
        String before = changed.get(name, "");
        Guest without = changed.without(List.of(name)).pending(without(changed.pending(), name));
        if (!DiskLine.isKey(name) || before.isEmpty()) {
            return without;
        }
        DiskLine line = DiskLine.of(before);
        boolean own = new Volumes(in, cluster, node)
                .find(line.volume())
                .filter(volume -> volume.vmid() == guest.vmid())
                .isPresent();
        if (!own || line.isNone()) {
            return without;
        } else if (name.startsWith("unused") || force || line.isCloudInit()) {
            new Volumes(in, cluster, node).remove(line.volume());
            return without;
        }
        int free = 0;
        while (without.config().containsKey("unused" + free)) {
            free++;
        }
        return without.set("unused" + free, line.volume());
    }
}
