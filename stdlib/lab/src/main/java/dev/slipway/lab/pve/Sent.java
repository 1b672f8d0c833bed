package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A guest goes to another node, and what lies on its own node goes with it. */
record Sent(String target, String storage) implements Work {
    @Override
    public List<String> locks(Running in) {
        return List.of(in.guestLock(in.task().id()));
    }

    @Override
    public void begin(Running in) {
        Guest guest = in.guest();
        if (!guest.get("lock", "").equals("migrate")) {
            guest.checkUnlocked();
        }
        Node node = in.in().peer(in.cluster(), target);
        if (!in.in().isUp(node)) {
            throw Refused.because("migration aborted: can't connect to node '" + target + "'");
        }
        guest.config().forEach((name, value) -> {
            DiskLine line = DiskLine.of(value);
            if (DiskLine.isKey(name) && !line.isNone()) {
                Storages.usable(in.cluster(), node, storage.isEmpty() ? line.storage() : storage);
            }
        });
        in.guest(one -> one.set("lock", "migrate"));
    }

    @Override
    public void finish(Running in) {
        Guest guest = in.guest();
        Node node = in.in().peer(in.cluster(), target);
        var there = new Volumes(in.in(), in.cluster(), node);
        var here = new Volumes(in.in(), in.cluster(), in.node());
        var config = new TreeMap<>(guest.unlocked().config());
        for (Map.Entry<String, String> entry : guest.config().entrySet()) {
            DiskLine line = DiskLine.of(entry.getValue());
            Volume volume =
                    DiskLine.isKey(entry.getKey()) ? here.find(line.volume()).orElse(null) : null;
            if (volume != null && !volume.node().isEmpty() && volume.vmid() == guest.vmid()) {
                String to = storage.isEmpty() ? line.storage() : storage;
                Volume made = there.make(
                        guest.vmid(), to, line.isCloudInit() ? "cloudinit" : "disk", volume.size(), volume.format());
                here.remove(volume.id());
                config.put(entry.getKey(), line.with(made.id(), Map.of()).text());
            }
        }
        in.cluster().put(guest.config(config).on(target));
    }

    @Override
    public void fail(Running in) {
        in.guest(Guest::unlocked);
    }
}
