package dev.slipway.lab.pve;

/** A guest was stopped and started: what was pending is so now. */
record Rebooted() implements GuestWork {
    @Override
    public void finish(Running in) {
        in.guest(guest -> guest.applied().running(true, in.now()));
    }
}
