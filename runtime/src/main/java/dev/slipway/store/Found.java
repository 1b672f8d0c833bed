package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a task.
 *
 * @param id what the world calls the object; empty for a pure task, and while there is no object
 * @param outputs what others may refer to
 * @param result fingerprint of the outputs: equal results stop the work below
 * @param tokens what each rung said when the record and the world agreed
 * @param leftovers ids of former objects that a replacement has yet to delete
 * @param tookMillis how long it took, for estimates
 */
public record Found(
        String id, Held outputs, Fingerprint result, Map<Rung, Token> tokens, List<String> leftovers, long tookMillis) {

    public Found {
        tokens = Map.copyOf(tokens);
        leftovers = List.copyOf(leftovers);
    }

    /** What a computation has led to. */
    public static Found computed(Fields outputs, long tookMillis) {
        return new Found("", Held.of(outputs), Hasher.of(outputs), Map.of(), List.of(), tookMillis);
    }

    /** What can be said before the world has answered. */
    public static Found expected(String id, Held outputs, List<String> leftovers) {
        return new Found(id, outputs, Fingerprint.ZERO, Map.of(), leftovers, 0);
    }

    Found seen(Seen seen) {
        return new Found(
                seen.id(), Held.of(seen.fields()), Hasher.of(seen.fields()), seen.tokens(), leftovers, tookMillis);
    }

    Found knowing(Map<Rung, Token> fresh) {
        var all = new HashMap<>(tokens);
        all.putAll(fresh);
        return new Found(id, outputs, result, all, leftovers, tookMillis);
    }

    Found unproven() {
        return new Found(id, outputs, result, Map.of(), leftovers, tookMillis);
    }

    Found leaving(List<String> ids) {
        return new Found(id, outputs, result, tokens, ids, tookMillis);
    }

    Found upgraded(Held now) {
        return new Found(id, now, result, tokens, leftovers, tookMillis);
    }

    Found withId(String other) {
        return new Found(other, outputs, result, tokens, leftovers, tookMillis);
    }

    Found took(long millis) {
        return new Found(id, outputs, result, tokens, leftovers, millis);
    }
}
