package dev.slipway.local;

import dev.slipway.dsl.Body;
import dev.slipway.evaluate.LambdaSource;
import dev.slipway.evaluate.Origins;
import dev.slipway.model.CacheScope;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Origin;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs what a script says in Kotlin. The task knows it by name only; the script it is in is asked for it. */
public final class LambdaWork implements Compute, Work {
    private final ScriptDirectory place;
    private final LambdaSource lambdas;

    public LambdaWork(ScriptDirectory place, LambdaSource lambdas) {
        this.place = place;
        this.lambdas = lambdas;
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                "code", Field.of(Schema.Type.TEXT).mandatory(),
                "files", Field.of(Schema.Type.FIELDS),
                "outputs", Field.of(Schema.Type.ITEMS),
                "values", Field.of(Schema.Type.FIELDS),
                "unless", Field.of(Schema.Type.ITEMS),
                "always", Field.of(Schema.Type.TRUTH)));
    }

    @Override
    public CompletionStage<Fields> compute(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> carryOut(inputs, ticket));
    }

    /** Code of the script can read whatever this process can. */
    @Override
    public CacheScope cacheScope(Fields inputs) {
        return CacheScope.PROJECT;
    }

    @Override
    public Fingerprint cacheKey(Fingerprint wanted, Fields inputs) {
        return new UndeclaredInputs(place).key(wanted);
    }

    @Override
    public Fields carryOut(Fields inputs, CallContext ticket) throws IOException {
        if (!(lambdas.find(inputs.text("code")) instanceof Body body)) {
            throw new Failure.Rejected(
                    "the code of this task is not in the script as it is now", "plan again with the script as it is");
        }
        place.clear(Exec.words(inputs, "outputs"));
        var redaction = new Redaction();
        redaction.cover(inputs, ticket);
        var run = new LambdaRun(place, inputs, ticket, redaction);
        Thread thread = Thread.currentThread();
        var running = new AtomicBoolean(true);
        ticket.onCancel(() -> {
            synchronized (running) {
                if (running.get()) {
                    thread.interrupt();
                }
            }
        });
        Printed printed = Printed.by(run::say);
        try {
            body.run(run);
        } catch (Failure failure) {
            throw failure;
        } catch (RuntimeException | Error e) {
            throw new Failure.Rejected(redaction.mask(said(e)), "correct the code of the task, and run again", e);
        } catch (Throwable e) { // Kotlin throws checked exceptions without saying so
            throw new Failure.Rejected(redaction.mask(said(e)), "see to the cause, and run again", e);
        } finally {
            printed.close();
            synchronized (running) {
                running.set(false); // the thread is used again, and whoever calls off may be late
            }
            if (ticket.cancelled()) {
                Thread.interrupted();
            }
        }
        return run.left();
    }

    private static String said(Throwable error) {
        Origin line = Origins.of(error);
        return error + (line.equals(Origin.NONE) ? "" : " (" + line + ")");
    }
}
