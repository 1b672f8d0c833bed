package dev.slipway.lab.pve;

import java.util.List;

/** What is done to one guest, which is locked meanwhile. */
sealed interface GuestWork extends Work permits Made, Destroyed, Started, Stopped, Rebooted, Configured, Templated {
    @Override
    default List<String> locks(Running in) {
        return List.of(in.guestLock(in.task().id()));
    }

    static Volumes volumes(Running in) {
        return new Volumes(in.in(), in.cluster(), in.node());
    }
}
