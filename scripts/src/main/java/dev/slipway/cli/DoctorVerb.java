package dev.slipway.cli;

import java.util.List;

/** Looks whether this machine has what Slipway needs. */
final class DoctorVerb implements Verb {
    @Override
    public Usage usage() {
        return Usage.of("doctor", "Looks whether this machine has what Slipway needs.", List.of());
    }

    @Override
    public int run(Typed typed, Desk.Host host) {
        return new Examination(host.console()).all() ? Exit.DONE : Exit.FAILED;
    }
}
