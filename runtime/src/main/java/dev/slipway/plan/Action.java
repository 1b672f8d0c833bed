package dev.slipway.plan;

/** What is to be done about one task. */
public enum Action {
    /** Nothing: it is as wanted. */
    SKIP(' '),
    /** Compute a pure task. */
    RUN('>'),
    /** Look at the world once what it depends on is done. */
    READ('?'),
    CREATE('+'),
    /** Change it in place. */
    UPDATE('~'),
    /** Delete it and create it anew. */
    REPLACE('±'),
    DELETE('-'),
    /** Take over what exists already, and bring it in line. */
    ADOPT('&'),
    /** Only the record changes: a new name, accepted drift, another protection. */
    NOTE('.'),
    /** Drop the record of something that is gone or was only computed. */
    FORGET('x'),
    /** Not decided yet: how many there are is known only after something else is done. */
    DEFER('…'),
    /** Not decided at all: it could not be looked at, or rests on something that could not. */
    HOLD('!');

    private final char sign;
    private final String word = name().toLowerCase(java.util.Locale.ROOT);

    Action(char sign) {
        this.sign = sign;
    }

    public char sign() {
        return sign;
    }

    /** Whether the world is changed by it. */
    public boolean changesWorld() {
        return switch (this) {
            case CREATE, UPDATE, REPLACE, DELETE, ADOPT -> true;
            default -> false;
        };
    }

    /** Whether there is anything at all to do while applying. */
    public boolean acts() {
        return changesWorld() || this == RUN || this == READ || this == NOTE || this == FORGET;
    }

    public String word() {
        return word;
    }
}
