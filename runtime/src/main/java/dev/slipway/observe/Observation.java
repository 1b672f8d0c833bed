package dev.slipway.observe;

import dev.slipway.provide.Failure;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Token;
import java.util.Map;

/** What looking at one recorded object came to. */
public sealed interface Observation {
    /**
     * It is as the record says.
     *
     * @param rung how close one had to look
     * @param fresh tokens that the record does not have yet; the next look can stop earlier
     */
    record Same(Rung rung, Map<Rung, Token> fresh) implements Observation {}

    /** It is there, but not as the record says. */
    record Changed(Seen seen) implements Observation {}

    /** It does not exist. */
    record Gone(Rung rung) implements Observation {}

    /** Nobody can tell. */
    record Unseen(Failure why) implements Observation {}
}
