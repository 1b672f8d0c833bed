package dev.slipway.lab;

import java.time.Instant;
import java.util.List;

/**
 * Something that a system was asked.
 *
 * @param at when, by the clock of the lab
 * @param system who was asked
 * @param what the question: a method and a path, or a command. Never a value that could be secret
 * @param answer the status, as the system has them
 * @param violations what the published description of the system does not allow in it; empty for a proper request
 */
public record Request(Instant at, String system, String what, String answer, List<String> violations) {
    public Request {
        violations = List.copyOf(violations);
    }
}
