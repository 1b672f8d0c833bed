package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of one task: what was wanted, what came of it, and how to tell that nothing has changed since.
 *
 * @param sort which of the three kinds it is
 * @param id what the world calls the object; empty for a pure task
 * @param desired fingerprint of kind, version and resolved inputs
 * @param inputs the resolved inputs, secrets as references and keyed digests
 * @param outputs what others may refer to
 * @param result fingerprint of the outputs: equal results cut the work short below
 * @param tokens what each rung said when the record and the world agreed
 * @param stamps the local files that it read or wrote, as they were
 * @param needs tasks that it was built on; deletion goes the other way
 * @param leftovers ids of former objects that a replacement has yet to delete
 * @param protect not to be deleted or replaced, even when its line is gone
 * @param tookMillis how long it took, for estimates
 */
public record Recorded(
        TaskKey key,
        Sort sort,
        String id,
        Fingerprint desired,
        Held inputs,
        Held outputs,
        Fingerprint result,
        Map<Rung, Token> tokens,
        List<Stamp> stamps,
        List<TaskKey> needs,
        List<String> leftovers,
        boolean protect,
        long tookMillis,
        Origin origin) {

    /** The sorts of tasks that leave a record. */
    public enum Sort {
        PURE,
        EFFECT
    }

    public Recorded {
        tokens = Map.copyOf(tokens);
        stamps = List.copyOf(stamps);
        needs = List.copyOf(needs);
        leftovers = List.copyOf(leftovers);
    }

    public boolean isEffect() {
        return sort == Sort.EFFECT;
    }

    public Fields wanted() {
        return inputs.get();
    }

    public Fields produced() {
        return outputs.get();
    }

    /** The same under another key. */
    public Recorded as(TaskKey other) {
        return new Recorded(
                other,
                sort,
                id,
                desired,
                inputs,
                outputs,
                result,
                tokens,
                stamps,
                needs,
                leftovers,
                protect,
                tookMillis,
                origin);
    }

    /** The same, built on something that goes by another key now. */
    public Recorded renamed(TaskKey from, TaskKey to) {
        List<TaskKey> renamed =
                needs.stream().map(need -> need.equals(from) ? to : need).toList();
        return new Recorded(
                key,
                sort,
                id,
                desired,
                inputs,
                outputs,
                result,
                tokens,
                stamps,
                renamed,
                leftovers,
                protect,
                tookMillis,
                origin);
    }

    /** What of it can be intended: all but what only the world can tell. */
    Recorded intended() {
        return new Recorded(
                key,
                sort,
                id,
                desired,
                inputs,
                outputs,
                Fingerprint.ZERO,
                Map.of(),
                stamps,
                needs,
                leftovers,
                protect,
                0,
                origin);
    }

    /** Whether both want the same, whatever came of it. */
    boolean sameWish(Recorded other) {
        return sort == other.sort
                && protect == other.protect
                && desired.equals(other.desired)
                && inputs.equals(other.inputs)
                && stamps.equals(other.stamps)
                && needs.equals(other.needs)
                && leftovers.equals(other.leftovers)
                && origin.equals(other.origin);
    }

    /** The same with the object as it was seen. */
    public Recorded seen(Seen seen) {
        return new Recorded(
                key,
                sort,
                seen.id(),
                desired,
                inputs,
                Held.of(seen.fields()),
                Hasher.of(seen.fields()),
                seen.tokens(),
                stamps,
                needs,
                leftovers,
                protect,
                tookMillis,
                origin);
    }

    /** The same with what it has led to. */
    Recorded leading(String other, Held produced, Fingerprint print, Map<Rung, Token> known, long millis) {
        return new Recorded(
                key, sort, other, desired, inputs, produced, print, known, stamps, needs, leftovers, protect, millis,
                origin);
    }

    /** The same with other declared inputs and their fingerprint; {@link Fingerprint#ZERO} forces a comparison. */
    public Recorded declared(Fields declared, Fingerprint print) {
        return new Recorded(
                key,
                sort,
                id,
                print,
                Held.of(declared),
                outputs,
                result,
                tokens,
                stamps,
                needs,
                leftovers,
                protect,
                tookMillis,
                origin);
    }

    /** The same with other former objects still to be deleted. */
    public Recorded leaving(List<String> ids) {
        return new Recorded(
                key,
                sort,
                id,
                desired,
                inputs,
                outputs,
                result,
                tokens,
                stamps,
                needs,
                ids,
                protect,
                tookMillis,
                origin);
    }

    /** The same with its files as they are now: equal in content, with times that prove it next time. */
    public Recorded stamped(List<Stamp> now) {
        return new Recorded(
                key,
                sort,
                id,
                desired,
                inputs,
                outputs,
                result,
                tokens,
                now,
                needs,
                leftovers,
                protect,
                tookMillis,
                origin);
    }

    /** The same with more tokens. */
    public Recorded knowing(Map<Rung, Token> fresh) {
        var all = new HashMap<>(tokens);
        all.putAll(fresh);
        return new Recorded(
                key,
                sort,
                id,
                desired,
                inputs,
                outputs,
                result,
                all,
                stamps,
                needs,
                leftovers,
                protect,
                tookMillis,
                origin);
    }

    /** The same about another object, such as the one that a replacement left behind. */
    public Recorded withId(String other) {
        return new Recorded(
                key,
                sort,
                other,
                desired,
                inputs,
                outputs,
                result,
                tokens,
                stamps,
                needs,
                leftovers,
                protect,
                tookMillis,
                origin);
    }

    public Recorded took(long millis) {
        return new Recorded(
                key, sort, id, desired, inputs, outputs, result, tokens, stamps, needs, leftovers, protect, millis,
                origin);
    }

    public Subject subject() {
        return new Subject(key, id, inputs.get(), outputs.get());
    }
}
