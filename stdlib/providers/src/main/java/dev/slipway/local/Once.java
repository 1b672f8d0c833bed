package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.model.Text;
import dev.slipway.model.Truth;
import dev.slipway.model.Value;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Doubt;
import dev.slipway.provide.Provider;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import dev.slipway.provide.Token;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Work that changes the world in a way that only its guard can see. It is done once, and again when what it was given
 * changes; with a guard, whenever the guard says that it is not done; and if it is to be done always, always.
 *
 * <p>After an interrupted run, a guard tells whether it is done, or the status that its program has left behind. When
 * neither does, it is done again; a program that is still at it is ended first, so that no two are at work at once.
 */
public final class Once implements Resource {
    private static final String ID = "done";
    private static final Token DONE = new Token(ID);

    private final Exec exec;
    private final Exits exits;
    private final Work work;

    /** Work of either sort; guards are programs. */
    public <W extends Provider> Once(Place place, W work) {
        this.exec = new Exec(place);
        this.exits = Exits.of(place);
        this.work = (Work) work;
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public Shape shape() {
        return ((Provider) work).shape();
    }

    @Override
    public CompletionStage<Optional<Token>> token(Subject subject, Ticket ticket) {
        boolean known = !isGuarded(subject.inputs()) && !isAlways(subject.inputs());
        return CompletableFuture.completedFuture(known ? Optional.of(DONE) : Optional.empty());
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return Blocking.stage(() -> {
            Fields inputs = subject.inputs();
            boolean stands = isGuarded(inputs)
                    ? exec.run("unless", inputs, ticket, guard -> guard).status() == 0
                    : !isAlways(inputs) && !subject.isNew();
            return stands ? Optional.of(new Seen(ID, subject.outputs())) : Optional.empty();
        });
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            Fields left = work.carryOut(desired, ticket);
            Seen seen = new Seen(ID, desired.isSecret() ? concealed(left, ticket) : left);
            return isGuarded(desired) || isAlways(desired) ? seen : seen.with(Rung.OBJECT, DONE);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return create(desired, ticket);
    }

    /** What was done is not undone. */
    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Optional<Seen>> recover(Doubt doubt, Ticket ticket) {
        return Blocking.stage(() -> {
                    endSurvivors(doubt, ticket);
                    return isGuarded(doubt.subject().inputs());
                })
                .thenCompose(guarded -> guarded
                        ? read(doubt.subject(), ticket)
                        : CompletableFuture.completedFuture(finished(doubt, ticket)));
    }

    private static void endSurvivors(Doubt doubt, Ticket ticket) throws IOException {
        Optional<Survivor> survivor = Survivor.of(doubt.handle());
        var marked = new Marked(doubt.idempotencyKey());
        boolean runs = survivor.isPresent() || marked.isRunning();
        if (survivor.isPresent()) {
            survivor.get().end();
        }
        marked.end();
        if (runs) {
            ticket.say("it was still running, and was ended");
        }
    }

    /** A program that came to its end after its run was killed is done; what it printed is known no longer. */
    private Optional<Seen> finished(Doubt doubt, Ticket ticket) {
        Optional<Integer> status = exits.status(doubt.idempotencyKey());
        if (status.isEmpty() || status.get() != 0) {
            return Optional.empty();
        }
        ticket.say("its program finished after its run was interrupted, and is not run again");
        Seen seen = new Seen(ID, Fields.NONE);
        return Optional.of(isAlways(doubt.subject().inputs()) ? seen : seen.with(Rung.OBJECT, DONE));
    }

    private static boolean isGuarded(Fields inputs) {
        return !Exec.words(inputs, "unless").isEmpty();
    }

    private static boolean isAlways(Fields inputs) {
        return inputs.get("always") == Truth.TRUE;
    }

    /** What was made with a secret may hold it in another form. */
    private static Fields concealed(Fields left, Ticket ticket) {
        var entries = new TreeMap<String, Value>();
        left.entries()
                .forEach(entry -> entries.put(
                        entry.getKey(),
                        entry.getValue() instanceof Text text ? ticket.conceal(text.text()) : entry.getValue()));
        return new Fields(entries);
    }
}
