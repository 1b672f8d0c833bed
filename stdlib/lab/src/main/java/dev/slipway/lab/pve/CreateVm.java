package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A new guest, with new disks. */
record CreateVm(Map<String, String> options, boolean start, boolean managed, String pool) implements GuestWork {
    boolean imports() {
        return options.values().stream().anyMatch(value -> value.contains("import-from="));
    }

    @Override
    public List<String> allocates(TaskContext in) {
        var storages = new ArrayList<String>();
        options.forEach((name, value) -> {
            if (DiskLine.isKey(name) && DiskLine.of(value).isNew()) {
                storages.add(DiskLine.of(value).storage());
            }
        });
        return storages;
    }

    /** What goes wrong says whose creation it was: {@code create_vm}, qemu-server src/PVE/API2/Qemu.pm. */
    @Override
    public void finish(TaskContext in) {
        try {
            make(in);
        } catch (ApiException e) {
            throw ApiException.because("unable to create VM " + in.task().id() + " - " + e.text());
        }
    }

    private void make(TaskContext in) {
        var config = new LinkedHashMap<String, String>();
        config.put("smbios1", "uuid=" + UUID.randomUUID());
        config.put("vmgenid", UUID.randomUUID().toString());
        config.put("meta", "creation-qemu=10.1.2,ctime=" + in.now() / 1000);
        new TreeMap<>(options).forEach((name, value) -> {
            if (DiskLine.isKey(name)) {
                config.put(
                        name,
                        GuestWork.volumes(in)
                                .made(in.guest().vmid(), name, DiskLine.of(value))
                                .text());
            } else if (name.equals("vmgenid") && value.equals("0")) {
                config.remove(name);
            } else {
                config.put(name, GuestOptions.filled(name, value));
            }
        });
        in.guest(guest -> {
            Guest made = guest.config(config);
            return config.containsKey("boot") ? made : made.set("boot", boot(config));
        });
        if (in.guest().isTemplate()) {
            new ConvertToTemplate().finish(in); // create_disks, qemu-server src/PVE/API2/Qemu.pm
        }
        Guests.join(in.cluster(), pool, in.task().id());
        if (managed) {
            in.cluster()
                    .haResources
                    .put(
                            "vm:" + in.task().id(),
                            new ConfigSection(
                                    "vm:" + in.task().id(),
                                    Map.of("type", "vm", "state", start ? "started" : "stopped")));
        }
        if (start) {
            in.in()
                    .tasks()
                    .start(in.node(), "qmstart", in.task().id(), in.task().user(), new StartVm());
        }
    }

    private static String boot(Map<String, String> config) {
        var first = new ArrayList<String>();
        config.forEach((name, value) -> {
            if (name.matches("(ide|sata|scsi|virtio)[0-9]+")
                    && !DiskLine.of(value).isCloudInit()) {
                first.add(name);
            }
        });
        config.keySet().stream()
                .filter(name -> name.matches("net[0-9]+"))
                .limit(1)
                .forEach(first::add);
        return first.isEmpty() ? " " : "order=" + String.join(";", first);
    }

    @Override
    public void fail(TaskContext in) {
        in.cluster().volumes.values().stream()
                .filter(volume ->
                        Integer.toString(volume.vmid()).equals(in.task().id()))
                .forEach(volume -> in.cluster().volumes.remove(volume.key()));
        in.cluster().guests.remove(in.task().id());
        Pools.forget(in.cluster(), in.task().id());
    }
}
