package dev.slipway.observe;

import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObservedObject;
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
    record Same(LookDepth rung, Map<LookDepth, Token> fresh) implements Observation {}

    /** It is there, but not as the record says. */
    record Changed(ObservedObject seen) implements Observation {}

    /** It does not exist. */
    record Gone(LookDepth rung) implements Observation {}

    /** Nobody can tell. */
    record Unseen(Failure why) implements Observation {}
}
