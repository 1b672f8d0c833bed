package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A guest goes to another node, and what lies on its own node goes with it. qemu-server src/PVE/QemuMigrate.pm prepare,
 * scan_local_volumes.
 *
 * @param storages where the volumes of a storage of its own node go; the others go to the storage of the same name
 * @param withDisks whether disks are copied while the guest runs
 */
record MigrateVm(String target, Map<String, String> storages, boolean withDisks) implements TaskBody {
    @Override
    public List<String> locks(TaskContext in) {
        return List.of(in.guestLock(in.task().id()));
    }

    @Override
    public void begin(TaskContext in) {
        Guest guest = in.guest();
        if (!guest.get("lock", "").equals("migrate")) {
            guest.checkUnlocked();
        }
        prepare(in, guest);
        scan(in, guest);
        in.guest(one -> one.set("lock", "migrate"));
    }

    private void prepare(TaskContext in, Guest guest) {
        Node node = in.in().peer(in.cluster(), target);
        var missing = new ArrayList<String>();
        var mapped = new ArrayList<String>();
        guest.config()
                .forEach((name, value) -> Mappings.used(name, value).ifPresent(mapping -> {
                    mapped.add(name + ":" + mapping.substring(mapping.indexOf(' ') + 1));
                    if (!Mappings.has(in.cluster(), target, name, value)) {
                        missing.add(name);
                    }
                }));
        if (!missing.isEmpty()) {
            throw aborted(
                    in,
                    List.of(),
                    "can't migrate to '" + target + "': missing mapped devices " + String.join(", ", missing));
        } else if (!mapped.isEmpty() && guest.running()) {
            throw aborted(
                    in,
                    List.of(),
                    "can't live migrate running VM which uses following mapped devices: " + String.join(", ", mapped));
        }
        for (Volume volume : volumes(in, guest).values()) {
            checkStorage(in, node, volume);
        }
        if (!in.in().isUp(node)) {
            throw aborted(in, List.of(), "Can't connect to destination address using public key");
        }
    }

    private void checkStorage(TaskContext in, Node node, Volume volume) {
        try {
            Storages.usable(in.cluster(), node, to(volume));
        } catch (ApiException e) {
            throw aborted(in, List.of(), e.text());
        }
    }

    private static Map<String, Volume> volumes(TaskContext in, Guest guest) {
        var volumes = new TreeMap<String, Volume>();
        var here = new Volumes(in.in(), in.cluster(), in.node());
        guest.config().forEach((name, value) -> {
            if (DiskLine.isKey(name)) {
                here.find(DiskLine.of(value).volume()).ifPresent(volume -> volumes.put(name, volume));
            }
        });
        return volumes;
    }

    private String to(Volume volume) {
        return volume.node().isEmpty() ? volume.storage() : storages.getOrDefault(volume.storage(), volume.storage());
    }

    /** A disc that lies on the node keeps the guest there, also one that does not run. */
    private void scan(TaskContext in, Guest guest) {
        var said = new ArrayList<String>();
        guest.config().forEach((name, value) -> {
            DiskLine line = DiskLine.of(value);
            if (DiskLine.isKey(name)
                    && !line.isNone()
                    && !Storages.isShared(Storages.section(in.cluster(), line.storage()))) {
                String why = obstacle(in, guest, name, line);
                if (!why.isEmpty()) {
                    said.add("can't migrate local disk '" + line.volume() + "': " + why);
                }
            }
        });
        if (!said.isEmpty()) {
            throw aborted(in, said, "Problem found while scanning volumes - can't migrate VM - check log");
        }
    }

    private String obstacle(TaskContext in, Guest guest, String name, DiskLine line) {
        Volume volume = new Volumes(in.in(), in.cluster(), in.node())
                .find(line.volume())
                .orElse(null);
        boolean isAttached = !name.startsWith("unused") && !name.startsWith("tpmstate");
        if (volume == null) {
            return "volume '" + line.volume() + "' does not exist";
        } else if (line.isCloudInit()) {
            return "";
        } else if (line.isCdrom()) {
            return "local cdrom image";
        } else if (volume.vmid() != guest.vmid()) {
            return "owned by other VM (owner = VM " + volume.vmid() + ")";
        }
        return guest.running() && isAttached && !withDisks
                ? "can't live migrate attached local disks without with-local-disks option"
                : "";
    }

    /** The log has the reason, and the task none. pve-guest-common src/PVE/AbstractMigrate.pm migrate. */
    private static ApiException aborted(TaskContext in, List<String> said, String why) {
        Task task = in.node().tasks.get(in.task().upid()).orElseThrow();
        for (String line : said) {
            task = task.says(line);
        }
        in.node().tasks.put(task.upid(), task.says("migration aborted (duration 00:00:00): " + why));
        return ApiException.because("migration aborted");
    }

    @Override
    public void finish(TaskContext in) {
        Guest guest = in.guest();
        Node node = in.in().peer(in.cluster(), target);
        var there = new Volumes(in.in(), in.cluster(), node);
        var here = new Volumes(in.in(), in.cluster(), in.node());
        var config = new TreeMap<>(guest.unlocked().config());
        volumes(in, guest).forEach((name, volume) -> {
            if (!volume.node().isEmpty() && volume.vmid() == guest.vmid()) {
                DiskLine line = DiskLine.of(guest.get(name, ""));
                String what = line.isCloudInit() ? "cloudinit" : "disk";
                Volume made = there.make(guest.vmid(), to(volume), what, volume.size(), volume.format());
                here.remove(volume.id());
                config.put(name, line.with(made.id(), Map.of()).text());
            }
        });
        in.cluster().put(guest.config(config).on(target));
    }

    @Override
    public void fail(TaskContext in) {
        in.guest(Guest::unlocked);
    }
}
