package dev.slipway.lab.pve;

/** A guest is gone, with all its disks. */
record DestroyVm(boolean purge) implements GuestWork {
    @Override
    public void begin(TaskContext in) {
        if (in.guest().running()) {
            throw ApiException.because("VM " + in.task().id() + " is running - destroy failed");
        }
        in.guest().config().forEach((name, value) -> {
            String base = DiskLine.isKey(name) ? DiskLine.of(value).volume() : "";
            boolean used = base.contains("base-")
                    && in.cluster().volumes.values().stream()
                            .anyMatch(volume -> volume.id().contains(base.substring(base.indexOf(':') + 1) + "/"));
            if (used) {
                throw ApiException.because("base volume '" + base + "' is still in use by linked cloned");
            }
        });
    }

    @Override
    public void finish(TaskContext in) {
        in.guest().config().forEach((name, value) -> {
            if (DiskLine.isKey(name)) {
                DiskLine line = DiskLine.of(value);
                GuestWork.volumes(in)
                        .find(line.volume())
                        .filter(volume -> volume.vmid() == in.guest().vmid())
                        .ifPresent(volume -> GuestWork.volumes(in).remove(volume.id()));
            }
        });
        in.cluster().guests.remove(in.task().id());
        in.cluster().firewalls.remove("guest-" + in.task().id());
        Pools.forget(in.cluster(), in.task().id());
        in.cluster().grants.values().stream()
                .filter(grant -> grant.path().equals("/vms/" + in.task().id()))
                .forEach(grant -> in.cluster().grants.remove(grant.key()));
        if (purge) {
            in.cluster().haResources.remove("vm:" + in.task().id());
        }
    }
}
