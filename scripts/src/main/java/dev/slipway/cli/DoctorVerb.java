package dev.slipway.cli;

import java.util.List;

/** Checks this machine for what Slipway needs. */
final class DoctorVerb implements Verb {
    @Override
    public VerbSpec usage() {
        return VerbSpec.of("doctor", "Checks this machine for what Slipway needs.", List.of());
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        return new DoctorChecks(host.console()).all() ? Exit.DONE : Exit.FAILED;
    }
}
