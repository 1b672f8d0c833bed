package dev.slipway.lab.pve;

import java.util.List;

/** What is done to one guest, which is locked meanwhile. */
sealed interface GuestWork extends TaskBody
        permits CreateVm, DestroyVm, StartVm, StopVm, RebootVm, ConfigureVm, ConvertToTemplate {
    @Override
    default List<String> locks(TaskContext in) {
        return List.of(in.guestLock(in.task().id()));
    }

    static Volumes volumes(TaskContext in) {
        return new Volumes(in.in(), in.cluster(), in.node());
    }
}
