package dev.slipway.lab.pve;

import java.util.Map;

/** The disks of a guest are what others are made from. */
record ConvertToTemplate() implements GuestWork {
    @Override
    public void finish(TaskContext in) {
        Guest guest = in.guest();
        for (Map.Entry<String, String> entry : guest.config().entrySet()) {
            DiskLine line = DiskLine.of(entry.getValue());
            if (DiskLine.isKey(entry.getKey())
                    && !line.isCdrom()
                    && GuestWork.volumes(in).find(line.volume()).isPresent()) {
                Volume volume = GuestWork.volumes(in).get(line.volume());
                Volume base = volume.of(
                        volume.id().replace("vm-" + guest.vmid() + "-", "base-" + guest.vmid() + "-"), guest.vmid());
                in.cluster().volumes.remove(volume.key());
                in.cluster().volumes.put(base.key(), base);
                guest = guest.set(entry.getKey(), line.with(base.id(), Map.of()).text());
            }
        }
        in.cluster().put(guest.set("template", "1"));
    }
}
