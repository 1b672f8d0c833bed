package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObservedObject;
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
public record TaskResult(
        String id,
        LazyFields outputs,
        Fingerprint result,
        Map<LookDepth, Token> tokens,
        List<String> leftovers,
        long tookMillis) {

    public TaskResult {
        tokens = Map.copyOf(tokens);
        leftovers = List.copyOf(leftovers);
    }

    /** What a computation has led to. */
    public static TaskResult computed(Fields outputs, long tookMillis) {
        return new TaskResult("", LazyFields.of(outputs), Hasher.of(outputs), Map.of(), List.of(), tookMillis);
    }

    /** What can be said before the world has answered. */
    public static TaskResult expected(String id, LazyFields outputs, List<String> leftovers) {
        return new TaskResult(id, outputs, Fingerprint.ZERO, Map.of(), leftovers, 0);
    }

    TaskResult seen(ObservedObject seen) {
        return new TaskResult(
                seen.id(),
                LazyFields.of(seen.fields()),
                Hasher.of(seen.fields()),
                seen.tokens(),
                leftovers.stream().filter(former -> !former.equals(seen.id())).toList(),
                tookMillis);
    }

    TaskResult knowing(Map<LookDepth, Token> fresh) {
        var all = new HashMap<>(tokens);
        all.putAll(fresh);
        return new TaskResult(id, outputs, result, all, leftovers, tookMillis);
    }

    TaskResult unproven() {
        return new TaskResult(id, outputs, result, Map.of(), leftovers, tookMillis);
    }

    TaskResult leaving(List<String> ids) {
        return new TaskResult(id, outputs, result, tokens, ids, tookMillis);
    }

    TaskResult upgraded(LazyFields now) {
        return new TaskResult(id, now, result, tokens, leftovers, tookMillis);
    }

    TaskResult withId(String other) {
        return new TaskResult(other, outputs, result, tokens, leftovers, tookMillis);
    }

    TaskResult took(long millis) {
        return new TaskResult(id, outputs, result, tokens, leftovers, millis);
    }
}
