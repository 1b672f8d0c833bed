package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Disks that grow or go elsewhere, and guests that do. */
final class Moves {
    private static final String ONE = "/nodes/{node}/qemu/{vmid}";

    private Moves() {}

    static void routes(Routes routes) {
        routes.on("PUT", ONE + "/resize", Moves::resize)
                .on("POST", ONE + "/move_disk", Moves::moveDisk)
                .on("GET", ONE + "/migrate", Moves::preconditions)
                .on("POST", ONE + "/migrate", Moves::migrate);
    }

    private static DiskLine disk(Call call) {
        String key = call.text("disk");
        return DiskLine.of(
                call.guest().get(key).orElseThrow(() -> Refused.because("disk '" + key + "' does not exist")));
    }

    /** All of it is checked by the worker. qemu-server src/PVE/API2/Qemu.pm resize_vm. */
    private static Object resize(Call call) {
        List<String> allowed = call.cluster().storages.keys().stream()
                .filter(storage -> call.may("/storage/" + storage, "Datastore.AllocateSpace"))
                .toList();
        return call.task(
                "resize",
                call.text("vmid"),
                new Resize(call.text("disk"), call.text("size"), call.text("digest", ""), allowed));
    }

    private static Object moveDisk(Call call) {
        DiskLine line = disk(call);
        if (call.has("target-vmid")) {
            throw new Refused(501, "the lab gives no disk to another guest");
        }
        String storage = call.text("storage");
        new Volumes(call.in(), call.cluster(), call.node()).forImages(storage);
        call.check("/storage/" + storage, "Datastore.AllocateSpace");
        if (line.isCdrom() && !line.isCloudInit()) {
            throw Refused.because("you can't move a cdrom");
        } else if (storage.equals(line.storage()) && !call.has("format")) {
            throw Refused.because("you can't move to the same storage with same format");
        }
        Shown.unchanged(call, call.guest().digest());
        return call.task(
                "qmmove",
                call.guest().key(),
                new Move(call.text("disk"), storage, call.text("format", "raw"), call.truth("delete", false)));
    }

    private static List<Volume> local(Call call, Guest guest) {
        var volumes = new Volumes(call.in(), call.cluster(), call.node());
        var local = new ArrayList<Volume>();
        guest.config().forEach((name, value) -> {
            if (DiskLine.isKey(name) && !DiskLine.of(value).isNone()) {
                volumes.find(DiskLine.of(value).volume())
                        .filter(volume -> !volume.node().isEmpty())
                        .ifPresent(local::add);
            }
        });
        return local;
    }

    private static Object preconditions(Call call) {
        Guest guest = call.guest();
        var allowed = new ArrayList<String>();
        var refused = new LinkedHashMap<String, Object>();
        for (Node node : call.in().nodesOf(call.cluster())) {
            List<String> missing = guest.config().entrySet().stream()
                    .filter(entry -> DiskLine.isKey(entry.getKey()))
                    .map(entry -> DiskLine.of(entry.getValue()).storage())
                    .filter(storage ->
                            !storage.isEmpty() && !Storages.isOn(Storages.section(call.cluster(), storage), node))
                    .distinct()
                    .toList();
            if (node != call.node() && missing.isEmpty()) {
                allowed.add(node.name());
            } else if (node != call.node()) {
                refused.put(node.name(), Map.of("unavailable_storages", missing));
            }
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("running", Shown.truth(guest.running()));
        answer.put(
                "local_disks",
                local(call, guest).stream()
                        .map(volume -> Map.of(
                                "volid",
                                volume.id(),
                                "size",
                                volume.size(),
                                "cdrom",
                                Shown.truth(!volume.content().equals("images")),
                                "is_unused",
                                0))
                        .toList());
        answer.put("local_resources", List.of());
        answer.put("mapped-resources", List.of());
        answer.put("mapped-resource-info", Map.of());
        if (call.in().version().isNine()) {
            answer.put("has-dbus-vmstate", 1);
        }
        if (!guest.running()) {
            answer.put("allowed_nodes", allowed);
            answer.put("not_allowed_nodes", refused);
        }
        return answer;
    }

    private static Object migrate(Call call) {
        Guest guest = call.guest();
        String target = call.text("target");
        if (target.equals(call.node().name())) {
            throw Refused.parameter("target", "target is local node.");
        }
        if (call.in().nodesOf(call.cluster()).stream()
                .noneMatch(node -> node.name().equals(target))) {
            throw Refused.because("no such cluster node '" + target + "'");
        }
        for (String forRoot : List.of("force", "migration_type", "migration_network")) {
            if (call.has(forRoot) && !call.by().isRoot()) {
                throw Refused.parameter(forRoot, "Only root may use this option.");
            }
        }
        guest.checkUnlocked();
        if (guest.running() && !call.truth("online", false)) {
            throw Refused.because("can't migrate running VM without --online");
        } else if (guest.running() && !local(call, guest).isEmpty() && !call.truth("with-local-disks", false)) {
            throw Refused.because("can't live migrate attached local disks without with-local-disks option");
        }
        String storage = call.text("targetstorage", "1");
        var work = new Sent(target, storage.equals("1") ? "" : storage.replaceFirst("^.*:", ""));
        return call.cluster().haResources.has("vm:" + guest.vmid())
                ? call.task("hamigrate", guest.key(), work)
                : call.task("qmigrate", guest.key(), work);
    }
}
