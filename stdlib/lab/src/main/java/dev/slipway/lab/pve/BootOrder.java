package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** From what a guest starts, in this order. qemu-server src/PVE/API2/Qemu.pm update_vm, src/PVE/QemuServer.pm print_bootorder. */
record BootOrder(List<String> devices) {
    static BootOrder of(Guest guest) {
        return of(guest.get("boot", ""));
    }

    static BootOrder of(String option) {
        return new BootOrder(Arrays.stream(option.split(",", -1))
                .filter(part -> part.startsWith("order="))
                .flatMap(part -> Arrays.stream(part.substring("order=".length()).split(";", -1)))
                .filter(device -> !device.isEmpty())
                .toList());
    }

    /** Where there is an order at all, what it does not have yet is added to it. */
    boolean isNew(String device) {
        return !devices.isEmpty() && !devices.contains(device);
    }

    BootOrder with(String device) {
        var all = new ArrayList<>(devices);
        all.add(device);
        return new BootOrder(all);
    }

    BootOrder without(String device) {
        return new BootOrder(devices.stream().filter(one -> !one.equals(device)).toList());
    }

    /** Refuses what the guest does not have, and does not get with it. */
    void check(Guest guest, Collection<String> coming) {
        for (String device : devices) {
            if (!guest.applied().config().containsKey(device) && !coming.contains(device)) {
                throw ApiException.because("invalid bootorder: device '" + device + "' does not exist'");
            }
        }
    }

    String text() {
        return devices.isEmpty() ? "" : "order=" + String.join(";", devices);
    }
}
