package dev.slipway.lab;

import java.util.Set;

/**
 * Something that goes wrong on purpose.
 *
 * @param name what goes wrong: one of {@link #OF_THE_NETWORK}, or of those that a twin can show
 * @param target the system or the address that it happens to; {@code *} is all
 * @param value how much of it, in the unit of the fault; may be empty
 * @param times how often it happens; 0 is until it is cleared
 */
public record Fault(String name, String target, String value, int times) {
    /** A connection is refused. */
    public static final String REFUSE = "refuse";
    /** A connection is accepted, and nothing is said on it; one that lasts silences open connections, too. */
    public static final String SILENCE = "silence";
    /** Everything takes so many milliseconds longer. */
    public static final String LATENCY = "latency";
    /** A connection is cut when the client has sent so many bytes. */
    public static final String CUT = "cut";
    /** The system has no power: nothing of it answers, and what it does stops. */
    public static final String POWER = "power-off";

    public static final Set<String> OF_THE_NETWORK = Set.of(REFUSE, SILENCE, LATENCY, CUT, POWER);

    public Fault {
        if (times < 0) {
            throw new IllegalArgumentException("a fault happens 0 or more times, not " + times);
        } else if (LATENCY.equals(name) || CUT.equals(name)) {
            number(name, value);
        }
    }

    public long number() {
        return number(name, value);
    }

    private static long number(String name, String value) {
        if (!value.matches("[0-9]{1,12}")) {
            throw new IllegalArgumentException("the fault '" + name + "' needs a number, not '" + value + "'");
        }
        return Long.parseLong(value);
    }

    boolean hits(String name, Set<String> targets) {
        return this.name.equals(name) && (target.equals("*") || targets.contains(target));
    }
}
