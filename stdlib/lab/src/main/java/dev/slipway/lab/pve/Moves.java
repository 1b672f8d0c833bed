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

    private static DiskLine disk(ApiCall call) {
        String key = call.text("disk");
        return DiskLine.of(
                call.guest().get(key).orElseThrow(() -> ApiException.because("disk '" + key + "' does not exist")));
    }

    /** All of it is checked by the worker. qemu-server src/PVE/API2/Qemu.pm resize_vm. */
    private static Object resize(ApiCall call) {
        List<String> allowed = call.cluster().storages.keys().stream()
                .filter(storage -> call.may("/storage/" + storage, "Datastore.AllocateSpace"))
                .toList();
        return call.task(
                "resize",
                call.text("vmid"),
                new ResizeDisk(call.text("disk"), call.text("size"), call.text("digest", ""), allowed));
    }

    private static Object moveDisk(ApiCall call) {
        if (call.has("target-vmid")) {
            throw new ApiException(501, "the lab gives no disk to another guest");
        } else if (!call.has("storage")) {
            String why = "both 'storage' and 'target-vmid' missing, either needs to be set";
            throw new ApiException(400, "Parameter verification failed.", Map.of("storage", why, "target-vmid", why));
        }
        String storage = call.text("storage");
        call.check("/storage/" + storage, "Datastore.AllocateSpace");
        DiskLine line = disk(call);
        new Volumes(call.in(), call.cluster(), call.node()).forImages(storage);
        if (line.isCdrom() && !line.isCloudInit()) {
            throw ApiException.because("you can't move a cdrom");
        } else if (storage.equals(line.storage()) && !call.has("format")) {
            throw ApiException.because("you can't move to the same storage with same format");
        }
        ResponseText.unchanged(call, call.guest().digest());
        return call.task(
                "qmmove",
                call.guest().key(),
                new MoveDisk(call.text("disk"), storage, call.text("format", "raw"), call.truth("delete", false)));
    }

    private static List<Volume> local(ApiCall call, Guest guest) {
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

    /** What the file of the guest names on storages of the node, whether it is there or not. */
    private static List<Map<String, Object>> localDisks(ApiCall call, Guest guest) {
        var volumes = new Volumes(call.in(), call.cluster(), call.node());
        var disks = new ArrayList<Map<String, Object>>();
        guest.config().forEach((name, value) -> {
            DiskLine line = DiskLine.of(value);
            if (DiskLine.isKey(name)
                    && !line.isNone()
                    && !Storages.isShared(Storages.section(call.cluster(), line.storage()))) {
                var disk = new LinkedHashMap<String, Object>();
                disk.put("volid", line.volume());
                volumes.find(line.volume()).ifPresent(volume -> disk.put("size", volume.size()));
                disk.put("cdrom", ResponseText.truth(line.isCdrom()));
                disk.put("is_unused", ResponseText.truth(name.startsWith("unused")));
                disks.add(disk);
            }
        });
        return disks;
    }

    private static Object preconditions(ApiCall call) {
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
        answer.put("running", ResponseText.truth(guest.running()));
        answer.put("local_disks", localDisks(call, guest));
        List<String> mapped = guest.config().entrySet().stream()
                .filter(entry -> Mappings.used(entry.getKey(), entry.getValue()).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        answer.put("mapped-resources", mapped);
        answer.put(
                "local_resources",
                mapped.stream()
                        .filter(name -> guest.running() || name.startsWith("usb"))
                        .toList());
        var named = new LinkedHashMap<String, Object>();
        for (String name : mapped) {
            String id = GuestOptions.part(guest.get(name, ""), "mapping").orElse("");
            named.put(name, Map.of("name", id));
        }
        answer.put("mapped-resource-info", named);
        if (call.in().version().isNine()) {
            answer.put("has-dbus-vmstate", 1);
        }
        if (!guest.running()) {
            answer.put("allowed_nodes", allowed);
            answer.put("not_allowed_nodes", refused);
        }
        return answer;
    }

    /** Every drive, wherever it lies, must have its storage on both nodes. qemu-server src/PVE/QemuServer.pm check_storage_availability. */
    private static void checkStorages(ApiCall call, Guest guest, Node target) {
        guest.config().forEach((name, value) -> {
            DiskLine line = DiskLine.of(value);
            if (DiskLine.isKey(name) && !name.startsWith("unused") && !line.isNone()) {
                Storages.usable(call.cluster(), call.node(), line.storage());
                Storages.usable(call.cluster(), target, line.storage());
            }
        });
    }

    private static void checkTargets(ApiCall call, Map<String, String> storages, Node target) {
        call.check("/vms/" + call.guest().key(), "VM.Config.Disk");
        for (String storage : storages.values()) {
            Storages.usable(call.cluster(), target, storage);
            call.check("/storage/" + storage, "Datastore.AllocateSpace");
            new Volumes(call.in(), call.cluster(), target).forImages(storage);
        }
    }

    /** Pairs, or one storage for all. pve-common src/PVE/JSONSchema.pm parse_idmap. */
    private static Map<String, String> storages(ApiCall call, Guest guest) {
        var storages = new java.util.TreeMap<String, String>();
        for (String pair : call.list("targetstorage")) {
            int colon = pair.indexOf(':');
            if (colon > 0) {
                storages.put(pair.substring(0, colon), pair.substring(colon + 1));
            } else if (!pair.equals("1")) {
                local(call, guest).forEach(volume -> storages.putIfAbsent(volume.storage(), pair));
            }
        }
        return storages;
    }

    private static Object migrate(ApiCall call) {
        String target = call.text("target");
        if (target.equals(call.node().name())) {
            throw ApiException.parameter("target", "target is local node.");
        }
        Guest guest = call.guest();
        if (call.in().nodesOf(call.cluster()).stream()
                .noneMatch(node -> node.name().equals(target))) {
            throw ApiException.because("no such cluster node '" + target + "'");
        }
        for (String forRoot : List.of("force", "migration_type", "migration_network")) {
            if (call.has(forRoot) && !call.by().isRoot()) {
                throw ApiException.parameter(forRoot, "Only root may use this option.");
            }
        }
        guest.checkUnlocked();
        if (guest.running() && !call.truth("online", false)) {
            throw ApiException.because("can't migrate running VM without --online");
        }
        Node node = call.in().peer(call.cluster(), target);
        Map<String, String> storages = storages(call, guest);
        if (storages.isEmpty()) {
            checkStorages(call, guest, node);
        } else {
            checkTargets(call, storages, node);
        }
        var work = new MigrateVm(target, storages, call.truth("with-local-disks", false));
        return call.cluster().haResources.has("vm:" + guest.vmid())
                ? call.task("hamigrate", guest.key(), work)
                : call.task("qmigrate", guest.key(), work);
    }
}
