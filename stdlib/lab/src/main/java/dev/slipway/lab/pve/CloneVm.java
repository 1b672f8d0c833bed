package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A guest is copied: all of it, or only what will differ from the template. */
record CloneVm(
        int id, String target, Map<String, String> changed, boolean full, String storage, String format, String pool)
        implements TaskBody {
    private String vmid() {
        return Integer.toString(id);
    }

    /** The copy is locked, and a guest that runs; one that stands may be copied many times at once. */
    @Override
    public List<String> locks(TaskContext in) {
        boolean runs =
                in.cluster().guests.get(in.task().id()).map(Guest::running).orElse(false);
        return runs ? List.of(in.guestLock(in.task().id()), in.guestLock(vmid())) : List.of(in.guestLock(vmid()));
    }

    private boolean isDisk(Map.Entry<String, String> entry) {
        DiskLine line = DiskLine.of(entry.getValue());
        return DiskLine.isKey(entry.getKey())
                && !entry.getKey().startsWith("unused")
                && !line.isNone()
                && (!line.isCdrom() || line.isCloudInit());
    }

    private String to(DiskLine line) {
        return storage.isEmpty() ? line.storage() : storage;
    }

    @Override
    public List<String> allocates(TaskContext in) {
        return in.guest().config().entrySet().stream()
                .filter(this::isDisk)
                .map(entry -> to(DiskLine.of(entry.getValue())))
                .toList();
    }

    @Override
    public void finish(TaskContext in) {
        Node node = in.in().peer(in.cluster(), target);
        var volumes = new Volumes(in.in(), in.cluster(), node);
        var source = new Volumes(in.in(), in.cluster(), in.node());
        var config = new TreeMap<>(GuestOptions.copied(in.guest().config()));
        for (Map.Entry<String, String> entry : new ArrayList<>(config.entrySet())) {
            if (entry.getKey().startsWith("unused")) {
                config.remove(entry.getKey());
            } else if (isDisk(entry)) {
                DiskLine line = DiskLine.of(entry.getValue());
                Volume from = source.get(line.volume());
                String what = line.isCloudInit() ? "cloudinit" : "disk";
                boolean isLinked =
                        !full && !line.isCloudInit() && !entry.getKey().equals("tpmstate0");
                Volume made = volumes.make(id, to(line), what, from.size(), format(in, line, from, isLinked));
                if (isLinked) {
                    made = linked(in, from, made);
                }
                config.put(entry.getKey(), line.with(made.id(), Map.of()).text());
            }
        }
        config.putAll(changed);
        in.cluster().put(new Guest(id, target, config, Map.of(), false, in.now()));
        Guests.join(in.cluster(), pool, vmid());
    }

    /** What is linked to a file is qcow2. pve-storage src/PVE/Storage/Plugin.pm clone_image. */
    private String format(TaskContext in, DiskLine line, Volume from, boolean isLinked) {
        if (isLinked && Storages.keepsFiles(Storages.section(in.cluster(), to(line)))) {
            return "qcow2";
        }
        return format.isEmpty() ? from.format() : format;
    }

    /** A copy that shares what it has in common with its template names it, but on thin volumes. */
    private static Volume linked(TaskContext in, Volume from, Volume made) {
        ConfigSection section = Storages.section(in.cluster(), made.storage());
        if (section.option("type", "").equals("lvmthin")) {
            return made;
        }
        String name = made.id().substring(made.id().indexOf(':') + 1);
        Volume linked = made.of(from.id() + "/" + name, made.vmid());
        in.cluster().volumes.remove(made.key());
        return in.cluster().volumes.put(linked.key(), linked);
    }

    @Override
    public void fail(TaskContext in) {
        in.cluster().volumes.values().stream()
                .filter(volume -> volume.vmid() == id)
                .forEach(volume -> in.cluster().volumes.remove(volume.key()));
        in.cluster().guests.remove(vmid());
        Pools.forget(in.cluster(), vmid());
    }
}
