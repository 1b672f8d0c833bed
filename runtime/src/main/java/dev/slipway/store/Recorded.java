package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.model.Protection;
import dev.slipway.model.Rules;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of one task: what was wanted, and what came of it. */
public record Recorded(TaskKey key, Wanted wanted, Found found) {
    public boolean isEffect() {
        return wanted.sort() == Wanted.Sort.EFFECT;
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

    public Map<Rung, Token> tokens() {
        return found.tokens();
    }

    public List<Stamp> stamps() {
        return wanted.stamps();
    }

    public List<TaskKey> needs() {
        return wanted.needs();
    }

    public List<String> leftovers() {
        return found.leftovers();
    }

    /** The rules that are kept when the declaration is gone. */
    public Rules rules() {
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

    public Subject subject() {
        return new Subject(key, id(), declared(), produced());
    }

    /** The same under another key. */
    public Recorded as(TaskKey other) {
        return new Recorded(other, wanted, found);
    }

    /** The same, built on something that goes by another key now. */
    public Recorded renamed(TaskKey from, TaskKey to) {
        return needs().contains(from) ? new Recorded(key, wanted.renamed(from, to), found) : this;
    }

    /** The same, built on other tasks and under other rules. */
    public Recorded standing(List<TaskKey> on, Rules under) {
        return new Recorded(key, wanted.standing(on, under), found);
    }

    /** The same with the object as it was seen. */
    public Recorded seen(Seen seen) {
        return new Recorded(key, wanted, found.seen(seen));
    }

    /** The same with other declared inputs and their fingerprint. */
    public Recorded declared(Fields fields, Fingerprint print) {
        return new Recorded(key, wanted.declared(fields, print), found);
    }

    /** The same with inputs and outputs in the form of a later version of their kind. */
    public Recorded upgraded(Subject now) {
        return new Recorded(
                key, wanted.declared(now.inputs(), wanted.desired()), found.upgraded(Held.of(now.outputs())));
    }

    /** The same with other former objects still to be deleted. */
    public Recorded leaving(List<String> ids) {
        return new Recorded(key, wanted, found.leaving(ids));
    }

    /** What is left when the object is gone: the first of its former objects that are still to be deleted, if any. */
    public Optional<Recorded> forgotten() {
        if (leftovers().isEmpty()) {
            return Optional.empty();
        }
        List<String> rest = leftovers().subList(1, leftovers().size());
        return Optional.of(new Recorded(key, wanted, Found.expected(leftovers().get(0), found.outputs(), rest))
                .declared(declared(), Fingerprint.ZERO));
    }

    /** The same with its files as they are now: equal in content, with times that prove it next time. */
    public Recorded stamped(List<Stamp> now) {
        return new Recorded(key, wanted.stamped(now), found);
    }

    /** The same with more tokens. */
    public Recorded knowing(Map<Rung, Token> fresh) {
        return new Recorded(key, wanted, found.knowing(fresh));
    }

    /** The same, to be looked at as a whole the next time: what tells cheaply that it stands has told wrongly. */
    public Recorded unproven() {
        return new Recorded(key, wanted, found.unproven());
    }

    /** The same about another object, such as the one that a replacement left behind. */
    public Recorded withId(String other) {
        return new Recorded(key, wanted, found.withId(other));
    }

    public Recorded took(long millis) {
        return new Recorded(key, wanted, found.took(millis));
    }
}
