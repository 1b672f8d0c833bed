package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.model.Protection;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of one task: what was wanted, and what came of it. */
public record TaskRecord(TaskKey key, DesiredState wanted, TaskResult found) {
    public boolean isEffect() {
        return wanted.sort() == DesiredState.Sort.EFFECT;
    }

    public String id() {
        return found.id();
    }

    public Fingerprint desired() {
        return wanted.desired();
    }

    /** The inputs that were last applied. */
    public Fields declared() {
        return wanted.inputs().get();
    }

    /** The outputs as they were last seen. */
    public Fields produced() {
        return found.outputs().get();
    }

    public Fingerprint result() {
        return found.result();
    }

    public Map<LookDepth, Token> tokens() {
        return found.tokens();
    }

    public List<FileStamp> stamps() {
        return wanted.stamps();
    }

    public List<TaskKey> needs() {
        return wanted.needs();
    }

    public List<String> leftovers() {
        return found.leftovers();
    }

    /** The rules that are kept when the declaration is gone. */
    public TaskOptions rules() {
        return wanted.rules();
    }

    public Protection protection() {
        return rules().protection();
    }

    public long tookMillis() {
        return found.tookMillis();
    }

    public Origin origin() {
        return wanted.origin();
    }

    public ObjectRef subject() {
        return new ObjectRef(key, id(), declared(), produced());
    }

    /** The same under another key. */
    public TaskRecord as(TaskKey other) {
        return new TaskRecord(other, wanted, found);
    }

    /** The same, built on something that goes by another key now. */
    public TaskRecord renamed(TaskKey from, TaskKey to) {
        return needs().contains(from) ? new TaskRecord(key, wanted.renamed(from, to), found) : this;
    }

    /** The same, built on other tasks and under other rules. */
    public TaskRecord standing(List<TaskKey> on, TaskOptions under) {
        return new TaskRecord(key, wanted.standing(on, under), found);
    }

    /** The same with the object as it was seen. */
    public TaskRecord seen(ObservedObject seen) {
        return new TaskRecord(key, wanted, found.seen(seen));
    }

    /** The same with other declared inputs and their fingerprint. */
    public TaskRecord declared(Fields fields, Fingerprint print) {
        return new TaskRecord(key, wanted.declared(fields, print), found);
    }

    /** The same with inputs and outputs in the form of a later version of their kind. */
    public TaskRecord upgraded(ObjectRef now) {
        return new TaskRecord(
                key, wanted.declared(now.inputs(), wanted.desired()), found.upgraded(LazyFields.of(now.outputs())));
    }

    /** The same with other former objects still to be deleted. */
    public TaskRecord leaving(List<String> ids) {
        return new TaskRecord(key, wanted, found.leaving(ids));
    }

    /** What is left when the object is gone: the first of its former objects that are still to be deleted, if any. */
    public Optional<TaskRecord> forgotten() {
        if (leftovers().isEmpty()) {
            return Optional.empty();
        }
        List<String> rest = leftovers().subList(1, leftovers().size());
        return Optional.of(
                new TaskRecord(key, wanted, TaskResult.expected(leftovers().get(0), found.outputs(), rest))
                        .declared(declared(), Fingerprint.ZERO));
    }

    /** The same with its files as they are now: equal in content, with times that prove it next time. */
    public TaskRecord stamped(List<FileStamp> now) {
        return new TaskRecord(key, wanted.stamped(now), found);
    }

    /** The same with more tokens. */
    public TaskRecord knowing(Map<LookDepth, Token> fresh) {
        return new TaskRecord(key, wanted, found.knowing(fresh));
    }

    /** The same, to be looked at as a whole the next time: what tells cheaply that it stands has told wrongly. */
    public TaskRecord unproven() {
        return new TaskRecord(key, wanted, found.unproven());
    }

    /** The same about another object, such as the one that a replacement left behind. */
    public TaskRecord withId(String other) {
        return new TaskRecord(key, wanted, found.withId(other));
    }

    public TaskRecord took(long millis) {
        return new TaskRecord(key, wanted, found.took(millis));
    }
}
