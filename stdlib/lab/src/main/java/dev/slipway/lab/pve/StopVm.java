package dev.slipway.lab.pve;

/** A guest does not run any more, by its own will or not. */
record StopVm() implements GuestWork {
    @Override
    public void begin(TaskContext in) {
        in.cluster().checkThere(in.node(), in.task().id());
        in.guest().checkUnlocked();
    }

    @Override
    public void finish(TaskContext in) {
        in.guest(guest -> guest.running() ? guest.applied().running(false, in.now()) : guest);
        Crm.look(in.in(), in.cluster());
    }
}
