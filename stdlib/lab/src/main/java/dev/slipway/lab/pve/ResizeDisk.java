package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/** A disk becomes larger. What is pending for it keeps the size that it had when it was asked for. */
record ResizeDisk(String disk, String size, String digest, List<String> allowed) implements TaskBody {
    @Override
    public List<String> locks(TaskContext in) {
        return List.of(in.guestLock(in.task().id()));
    }

    private long wanted(TaskContext in) {
        long has = volume(in).size();
        return size.startsWith("+") ? has + Volumes.bytes(size.substring(1)) : Volumes.bytes(size);
    }

    private Volume volume(TaskContext in) {
        return new Volumes(in.in(), in.cluster(), in.node())
                .get(DiskLine.of(in.guest().get(disk, "")).volume());
    }

    @Override
    public void begin(TaskContext in) {
        Guest guest = in.guest();
        if (!digest.isEmpty() && !digest.equals(guest.digest())) {
            throw ApiException.because(Guests.CHANGED);
        }
        guest.checkUnlocked();
        DiskLine line = DiskLine.of(
                guest.get(disk).orElseThrow(() -> ApiException.because("disk '" + disk + "' does not exist")));
        if (line.isCdrom()) {
            throw ApiException.because("you can't resize a cdrom");
        } else if (!allowed.contains(line.storage())) {
            throw ApiException.permission("/storage/" + line.storage() + ", Datastore.AllocateSpace");
        }
        long has = volume(in).size();
        long wanted = wanted(in);
        if (wanted < has) {
            throw ApiException.because("shrinking disks is not supported");
        }
        new Volumes(in.in(), in.cluster(), in.node())
                .checkRoom(Storages.section(in.cluster(), volume(in).storage()), wanted - has);
    }

    @Override
    public void finish(TaskContext in) {
        Volume volume = volume(in);
        long wanted = wanted(in);
        in.cluster().volumes.put(volume.key(), volume.size(wanted));
        DiskLine line = DiskLine.of(in.guest().get(disk, ""));
        in.guest(guest -> guest.set(
                disk,
                line.with(line.volume(), Map.of("size", Volumes.text(wanted))).text()));
    }
}
