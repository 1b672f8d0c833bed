package dev.slipway.local;

import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.InterruptedOperation;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Provider;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
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
public final class RunOnce implements Resource {
    private static final String ID = "done";
    private static final Token DONE = new Token(ID);

    private final Exec exec;
    private final Exits exits;
    private final Work work;

    /** Work of either sort; guards are programs. */
    public <W extends Provider> RunOnce(ScriptDirectory place, W work) {
        this.exec = new Exec(place);
        this.exits = Exits.of(place);
        this.work = (Work) work;
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public Schema shape() {
        return ((Provider) work).shape().repeatedBy("always");
    }

    @Override
    public CompletionStage<Optional<Token>> token(ObjectRef subject, CallContext ticket) {
        boolean known = !isGuarded(subject.inputs()) && !isAlways(subject.inputs());
        return CompletableFuture.completedFuture(known ? Optional.of(DONE) : Optional.empty());
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> {
            Fields inputs = subject.inputs();
            boolean stands = isGuarded(inputs)
                    ? exec.run("unless", inputs, ticket, guard -> guard).status() == 0
                    : !isAlways(inputs) && !subject.isNew();
            return stands ? Optional.of(new ObservedObject(ID, subject.outputs())) : Optional.empty();
        });
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> {
            Fields left = work.carryOut(desired, ticket);
            ObservedObject seen = new ObservedObject(ID, desired.isSecret() ? concealed(left, ticket) : left);
            return isGuarded(desired) || isAlways(desired) ? seen : seen.with(LookDepth.OBJECT, DONE);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return create(desired, ticket);
    }

    /** What was done is not undone. */
    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
        return Blocking.stage(() -> {
                    endSurvivors(doubt, ticket);
                    return isGuarded(doubt.subject().inputs());
                })
                .thenCompose(guarded -> guarded
                        ? read(doubt.subject(), ticket)
                        : CompletableFuture.completedFuture(finished(doubt, ticket)));
    }

    private static void endSurvivors(InterruptedOperation doubt, CallContext ticket) throws IOException {
        Optional<OrphanProcess> survivor = OrphanProcess.of(doubt.handle());
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

    /** A program that came to its end after its run was killed is done; what it printed is known unless it may be secret. */
    private Optional<ObservedObject> finished(InterruptedOperation doubt, CallContext ticket) {
        Optional<Integer> status = exits.status(doubt.idempotencyKey());
        if (status.isEmpty() || status.get() != 0) {
            return Optional.empty();
        }
        ticket.say("its program finished after its run was interrupted, and is not run again");
        Fields left = exits.printed(doubt.idempotencyKey())
                .map(text -> Fields.of("stdout", text))
                .orElse(Fields.NONE);
        ObservedObject seen = new ObservedObject(ID, left);
        return Optional.of(isAlways(doubt.subject().inputs()) ? seen : seen.with(LookDepth.OBJECT, DONE));
    }

    private static boolean isGuarded(Fields inputs) {
        return !Exec.words(inputs, "unless").isEmpty();
    }

    private static boolean isAlways(Fields inputs) {
        return inputs.get("always") == BoolValue.TRUE;
    }

    /** What was made with a secret may hold it in another form. */
    private static Fields concealed(Fields left, CallContext ticket) {
        var entries = new TreeMap<String, Value>();
        left.entries()
                .forEach(entry -> entries.put(
                        entry.getKey(),
                        entry.getValue() instanceof StringValue text ? ticket.conceal(text.text()) : entry.getValue()));
        return new Fields(entries);
    }
}
