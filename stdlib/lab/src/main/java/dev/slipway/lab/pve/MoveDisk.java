package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/** A disk goes to another storage; where it was it stays as an unused one, unless that is to be removed. */
record MoveDisk(String disk, String storage, String format, boolean delete) implements TaskBody {
    @Override
    public List<String> locks(TaskContext in) {
        return List.of(in.guestLock(in.task().id()));
    }

    @Override
    public List<String> allocates(TaskContext in) {
        return List.of(storage);
    }

    @Override
    public void begin(TaskContext in) {
        in.guest().checkUnlocked();
        if (disk.equals("tpmstate0") && in.guest().running()) {
            throw ApiException.because("storage migration failed: cannot move TPM state while VM is running");
        }
    }

    @Override
    public void finish(TaskContext in) {
        var volumes = new Volumes(in.in(), in.cluster(), in.node());
        DiskLine line = DiskLine.of(in.guest().get(disk, ""));
        Volume from = volumes.get(line.volume());
        Volume made = volumes.make(
                in.guest().vmid(), storage, line.isCloudInit() ? "cloudinit" : "disk", from.size(), format);
        in.guest(guest -> guest.set(disk, line.with(made.id(), Map.of()).text()));
        if (delete) {
            volumes.remove(from.id());
        } else {
            int free = 0;
            while (in.guest().config().containsKey("unused" + free)) {
                free++;
            }
            String unused = "unused" + free;
            in.guest(guest -> guest.set(unused, from.id()));
        }
    }
}
