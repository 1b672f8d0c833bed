package dev.slipway.lab.pve;

/** A guest was stopped and started: what was pending is so now. */
record RebootVm() implements GuestWork {
    @Override
    public void finish(TaskContext in) {
        in.guest(guest -> guest.applied().running(true, in.now()));
    }
}
