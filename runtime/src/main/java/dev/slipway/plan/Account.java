package dev.slipway.plan;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Pure;
import dev.slipway.observe.Observation;
import dev.slipway.observe.World;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Token;
import dev.slipway.store.Recorded;
import dev.slipway.store.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known of one step by itself: what was compared with what, who moved, and what holds it. */
final class Account {
    private final Step step;
    private final World world;
    private final List<String> sentences = new ArrayList<>();

    private Account(Step step, World world) {
        this.step = step;
        this.world = world;
    }

    static List<String> of(Step step, World world) {
        var account = new Account(step, world);
        account.fate();
        account.drift();
        if (step.action() == Action.SKIP || step.action() == Action.NOTE) {
            account.wish();
            account.look();
        }
        return account.sentences;
    }

    private void fate() {
        if (step.isMove()) {
            sentences.add("its record went by " + step.movedFrom() + " until now");
        }
        boolean removed = step.cause() == Cause.REMOVED || step.cause() == Cause.TEARDOWN;
        if (removed && !step.origin().equals(Origin.NONE)) {
            sentences.add("the line given is where it was declared when it was last applied");
        }
        protection();
        if (!step.note().isEmpty() && step.action() != Action.HOLD && step.action() != Action.DEFER) {
            sentences.add(step.note());
        }
    }

    private void protection() {
        boolean was = step.before().map(Recorded::protect).orElse(false);
        boolean goes = step.action() == Action.DELETE || step.action() == Action.REPLACE;
        if (was && goes) {
            sentences.add("it is protected, and was released for this once");
        } else if (was) {
            sentences.add("it is protected: a plan that deletes or replaces it is refused unless it is released");
        } else if (step.task().rules().protect()) {
            sentences.add("it will be protected from now on; so far nothing is recorded that protects it");
        }
    }

    private void drift() {
        long drifted = step.changes().stream().filter(Change::drift).count();
        if (drifted > 0 && drifted == step.changes().size()) {
            sentences.add("the declaration is as recorded; the world is not, and is put back");
        } else if (drifted > 0) {
            sentences.add("both have moved: %,d of the fields below in the world, the others in the declaration"
                    .formatted(drifted));
        } else if (step.cause() == Cause.VANISHED) {
            sentences.add("the declaration is as recorded; the object is not there any more");
        } else if (step.action() == Action.UPDATE && step.seen().isEmpty() && step.sure()) {
            sentences.add("nothing was seen in the world that differs from the record; the declaration does");
        }
    }

    private void wish() {
        if (step.before().isEmpty() || !step.task().inputs().isKnown()) {
            return;
        }
        Recorded was = step.before().get();
        Fingerprint wanted =
                new Hasher().task(step.key().kind(), step.version(), step.task().inputs());
        int inputs = step.task().inputs().size();
        boolean same = wanted.equals(was.desired());
        String what = "the declaration: kind %s, version %d of its code, %s, fingerprint %s"
                .formatted(
                        step.key().kind(),
                        step.version(),
                        inputs == 1 ? "1 input" : inputs + " inputs",
                        wanted.brief());
        sentences.add(what
                + (same ? ", as recorded" : "; recorded is " + was.desired().brief()));
    }

    private void look() {
        if (step.task() instanceof Pure) {
            String files = step.before().map(Recorded::stamps).orElse(List.of()).stream()
                    .map(Stamp::path)
                    .collect(Collectors.joining(", "));
            sentences.add("the world: not looked at, a computation rests on its inputs alone"
                    + (files.isEmpty() ? "" : "; its files are as they were: " + files));
        } else if (step.task() instanceof Observe) {
            sentences.add("the world: looked at while planning");
        } else if (step.before().isPresent()) {
            sentences.add("the world: "
                    + world.of(step.before().get().key()).map(this::looked).orElseGet(this::unsaid));
        }
    }

    private String looked(Observation observation) {
        if (observation instanceof Observation.Same same) {
            return "as recorded, by " + name(same.rung()) + token(same.rung());
        } else if (observation instanceof Observation.Changed) {
            return "read in full, and not as recorded";
        } else if (observation instanceof Observation.Gone gone) {
            return "not there, by " + name(gone.rung());
        }
        return "could not be looked at";
    }

    private String token(Rung rung) {
        Token token = step.before().map(Recorded::tokens).orElse(Map.of()).get(rung);
        return token == null ? "" : " (" + brief(token) + ")";
    }

    /** A saved plan does not say how closely one looked; what it would be known by, it does. */
    private String unsaid() {
        String tokens = step.before().orElseThrow().tokens().entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<Rung, Token>::getKey))
                .map(entry -> name(entry.getKey()) + " (" + brief(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
        String seen = step.seen().isPresent() ? "read in full" : "nothing was seen of it that differs from the record";
        return seen + (tokens.isEmpty() ? "" : "; it is recognised by " + tokens);
    }

    private static String brief(Token token) {
        return token.text().length() <= 16 ? token.text() : token.text().substring(0, 12) + "…";
    }

    private static String name(Rung rung) {
        return switch (rung) {
            case COLLECTION -> "a listing";
            case OBJECT -> "its own token";
            case FULL -> "a full read";
            case DEEP -> "a deep look";
        };
    }
}
