package dev.slipway.provide;

import dev.slipway.model.CacheScope;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.util.concurrent.CompletionStage;

/**
 * The code for a {@link dev.slipway.model.Pure} kind. Equal inputs must give equal outputs: the result is kept by
 * content and may come from another machine. It must not look at anything that its inputs do not name.
 */
@FunctionalInterface
public non-sealed interface Compute extends Provider {
    CompletionStage<Fields> compute(Fields inputs, CallContext ticket);

    /**
     * How far its results may travel. What sees nothing but its inputs may be shared by all; a program that could read
     * anything may not.
     */
    default CacheScope cacheScope(Fields inputs) {
        return CacheScope.SHARED;
    }

    /**
     * The key under which a cache keeps the result. A computation that can see more than its inputs, such as a program that
     * reads undeclared files, adds to the key what it can see, so that a result is reused only where it is equal.
     *
     * @param wanted the fingerprint of the inputs
     */
    default Fingerprint cacheKey(Fingerprint wanted, Fields inputs) {
        return wanted;
    }
}
