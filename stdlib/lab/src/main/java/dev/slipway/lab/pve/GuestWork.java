package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is done to one guest, which is locked meanwhile. */
sealed interface GuestWork extends Work {
    @Override
    default List<String> locks(Running in) {
        return List.of(in.guestLock(in.task().id()));
    }

    private static Volumes volumes(Running in) {
        return new Volumes(in.in(), in.cluster(), in.node());
    }

    /** A new guest, with new disks. */
    record Create(Map<String, String> options, boolean start, boolean managed) implements GuestWork {
        boolean imports() {
            return options.values().stream().anyMatch(value -> value.contains("import-from="));
        }

        @Override
        public List<String> allocates(Running in) {
            var storages = new ArrayList<String>();
            options.forEach((name, value) -> {
                if (DiskLine.isKey(name) && DiskLine.of(value).isNew()) {
                    storages.add(DiskLine.of(value).storage());
                }
            });
            return storages;
        }

        @Override
        public void finish(Running in) {
            var config = new LinkedHashMap<String, String>();
            config.put("smbios1", "uuid=" + UUID.randomUUID());
            config.put("vmgenid", UUID.randomUUID().toString());
            config.put("meta", "creation-qemu=10.1.2,ctime=" + in.now() / 1000);
            options.forEach((name, value) -> {
                if (DiskLine.isKey(name)) {
                    config.put(
                            name,
                            volumes(in)
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
            if (managed) {
                in.cluster()
                        .haResources
                        .put(
                                "vm:" + in.task().id(),
                                new Section(
                                        "vm:" + in.task().id(),
                                        Map.of("type", "vm", "state", start ? "started" : "stopped")));
            }
            if (start) {
                in.in()
                        .tasks()
                        .start(in.node(), "qmstart", in.task().id(), in.task().user(), new Start());
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
        public void fail(Running in) {
            in.cluster().volumes.values().stream()
                    .filter(volume ->
                            Integer.toString(volume.vmid()).equals(in.task().id()))
                    .forEach(volume -> in.cluster().volumes.remove(volume.key()));
            in.cluster().guests.remove(in.task().id());
            Pools.forget(in.cluster(), in.task().id());
        }
    }

    /** A guest is gone, with all its disks. */
    record Destroy(boolean purge) implements GuestWork {
        @Override
        public void begin(Running in) {
            if (in.guest().running()) {
                throw Refused.because("VM " + in.task().id() + " is running - destroy failed");
            }
            in.guest().config().forEach((name, value) -> {
                String base = DiskLine.isKey(name) ? DiskLine.of(value).volume() : "";
                boolean used = base.contains("base-")
                        && in.cluster().volumes.values().stream()
                                .anyMatch(volume -> volume.id().contains(base.substring(base.indexOf(':') + 1) + "/"));
                if (used) {
                    throw Refused.because("base volume '" + base + "' is still in use by linked cloned");
                }
            });
        }

        @Override
        public void finish(Running in) {
            in.guest().config().forEach((name, value) -> {
                if (DiskLine.isKey(name)) {
                    DiskLine line = DiskLine.of(value);
                    volumes(in)
                            .find(line.volume())
                            .filter(volume -> volume.vmid() == in.guest().vmid())
                            .ifPresent(volume -> volumes(in).remove(volume.id()));
                }
            });
            in.cluster().guests.remove(in.task().id());
            in.cluster().firewalls.remove("guest-" + in.task().id());
            Pools.forget(in.cluster(), in.task().id());
            if (purge) {
                in.cluster().haResources.remove("vm:" + in.task().id());
                in.cluster().grants.values().stream()
                        .filter(grant -> grant.path().equals("/vms/" + in.task().id()))
                        .forEach(grant -> in.cluster().grants.remove(grant.key()));
            }
        }
    }

    /** A guest runs, with what was pending. */
    record Start() implements GuestWork {
        @Override
        public void begin(Running in) {
            Guest guest = in.guest();
            if (guest.running()) {
                throw Refused.because("VM " + guest.vmid() + " already running");
            } else if (guest.isTemplate()) {
                throw Refused.because("you can't start a vm if it's a template");
            }
            guest.checkUnlocked();
            boolean virtual = in.in().site().placement().property("kvm", "yes").equals("yes");
            if (!virtual && !guest.get("kvm", "1").equals("0")) {
                throw Refused.because(
                        "KVM virtualisation configured, but not available. Either disable in VM configuration or"
                                + " enable in BIOS.");
            }
            guest.applied().config().forEach((name, value) -> {
                if (DiskLine.isKey(name)
                        && !name.startsWith("unused")
                        && !DiskLine.of(value).isNone()) {
                    volumes(in).get(DiskLine.of(value).volume());
                } else if (name.matches("net[0-9]+")) {
                    GuestOptions.part(value, "bridge")
                            .filter(bridge -> !in.node().interfaces.has(bridge))
                            .ifPresent(bridge -> {
                                throw Refused.because("bridge '" + bridge + "' does not exist");
                            });
                }
            });
        }

        @Override
        public void finish(Running in) {
            in.guest(guest -> guest.applied().running(true, in.now()));
        }
    }

    /** A guest does not run any more, by its own will or not. */
    record Stop() implements GuestWork {
        @Override
        public void begin(Running in) {
            in.guest().checkUnlocked();
        }

        @Override
        public void finish(Running in) {
            in.guest(guest -> guest.running() ? guest.applied().running(false, in.now()) : guest);
            Crm.look(in.in(), in.cluster());
        }
    }

    /** A guest was stopped and started: what was pending is so now. */
    record Reboot() implements GuestWork {
        @Override
        public void finish(Running in) {
            in.guest(guest -> guest.applied().running(true, in.now()));
        }
    }

    /** A change that was asked for in the background. */
    record Configure(Map<String, String> set, List<String> delete, boolean force) implements GuestWork {
        @Override
        public void finish(Running in) {
            new Changes(in.in(), in.cluster(), in.node(), in.guest()).apply(set, delete, force);
        }
    }

    /** The disks of a guest are what others are made from. */
    record ToTemplate() implements GuestWork {
        @Override
        public void finish(Running in) {
            Guest guest = in.guest();
            for (Map.Entry<String, String> entry : guest.config().entrySet()) {
                DiskLine line = DiskLine.of(entry.getValue());
                if (DiskLine.isKey(entry.getKey())
                        && !line.isCdrom()
                        && volumes(in).find(line.volume()).isPresent()) {
                    Volume volume = volumes(in).get(line.volume());
                    Volume base = volume.of(
                            volume.id().replace("vm-" + guest.vmid() + "-", "base-" + guest.vmid() + "-"),
                            guest.vmid());
                    in.cluster().volumes.remove(volume.key());
                    in.cluster().volumes.put(base.key(), base);
                    guest = guest.set(
                            entry.getKey(), line.with(base.id(), Map.of()).text());
                }
            }
            in.cluster().put(guest.set("template", "1"));
        }
    }
}
