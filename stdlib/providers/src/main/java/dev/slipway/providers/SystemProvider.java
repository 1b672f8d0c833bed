package dev.slipway.providers;

import dev.slipway.provide.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A system that tasks act on, such as Proxmox VE: its kinds, the code for each, and how a rehearsal stands in for it. Found
 * as a service, and asked in every run: it loads nothing of the system before {@link #open} gives the code for a kind.
 */
public interface SystemProvider {
    /** The kinds of the system. */
    Set<String> kinds();

    /** The version of a kind, part of every fingerprint. Raise it when the same inputs would now come out differently. */
    default int version(String kind) {
        return 1;
    }

    /** The code for a kind, made when the first task of it needs it. */
    Function<String, Provider> open(Surroundings around);

    /**
     * Why tasks of this kind cannot be rehearsed, because they act on this very machine or find their way by themselves.
     * Empty for kinds that only compute, and for those that ask the dialer for every address.
     */
    default Optional<String> leavesLab(String kind) {
        return Optional.empty();
    }

    /** Collects what the tasks of a script would need of a lab; a new one for each script. */
    default Optional<LabSketch> sketch() {
        return Optional.empty();
    }
}
