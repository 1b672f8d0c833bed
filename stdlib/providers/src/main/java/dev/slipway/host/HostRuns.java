package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.local.Redaction;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.InterruptedOperation;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import dev.slipway.provide.Token;
import dev.slipway.ssh.Remote;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Work done on a host: once, and again when what it was given changes; with a guard, whenever the guard says that it is
 * not done, or what it needs has changed; and if it is to be done always, always. Another way to the same host is no
 * reason to do it again.
 */
public final class HostRuns implements Resource {
    private static final String ID = "done";
    private static final Token DONE = new Token(ID);

    private final Hosts hosts;

    public HostRuns(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "host", Field.of(Schema.Type.FIELDS).mandatory(),
                        "command", Field.of(Schema.Type.ITEMS),
                        "script", Field.of(Schema.Type.TEXT),
                        "environment", Field.of(Schema.Type.FIELDS),
                        "unless", Field.of(Schema.Type.TEXT),
                        "needs", Field.of(Schema.Type.ITEMS),
                        "always", Field.of(Schema.Type.TRUTH)))
                .reachedBy(Hosts.HOST)
                .repeatedBy("always");
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
                    ? run(inputs.text("unless"), inputs, ticket).isGood()
                    : !isAlways(inputs) && !subject.isNew();
            return stands ? Optional.of(new ObservedObject(ID, subject.outputs())) : Optional.empty();
        });
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> {
            Remote.End end = run(script(desired), desired, ticket);
            if (!end.isGood()) {
                throw new Failure.Rejected(
                        "it ended on " + Hosts.host(desired) + " with status " + end.status() + ", and said: "
                                + Hosts.said(end),
                        "see what it said, correct the cause, and run again");
            }
            String stdout = end.stdout().strip();
            boolean isSecret =
                    desired.with(Hosts.HOST, new StringValue("")).isSecret(); // how we log in is no part of it
            Value left = isSecret ? ticket.conceal(stdout) : new StringValue(stdout);
            var seen = new ObservedObject(ID, Fields.of("stdout", left));
            return isGuarded(desired) || isAlways(desired) ? seen : seen.with(LookDepth.OBJECT, DONE);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        var done = new ObservedObject(ID, subject.outputs());
        boolean needsAnew = !subject.inputs().get("needs").equals(desired.get("needs"));
        if (isGuarded(desired) && !needsAnew) {
            return Blocking.stage(
                            () -> run(desired.text("unless"), desired, ticket).isGood())
                    .thenCompose(good -> good ? guarded(done, ticket) : create(desired, ticket));
        }
        boolean sameWork = subject.inputs()
                .with(Hosts.HOST, new StringValue(""))
                .equals(desired.with(Hosts.HOST, new StringValue("")));
        return sameWork && !isAlways(desired)
                ? CompletableFuture.completedFuture(done.with(LookDepth.OBJECT, DONE))
                : create(desired, ticket);
    }

    private static CompletionStage<ObservedObject> guarded(ObservedObject done, CallContext ticket) {
        ticket.say("its guard says that it is done, so that it is not done in the new way");
        return CompletableFuture.completedFuture(done);
    }

    /** What was done is not undone. */
    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        ticket.say("leaves what was done: only you know how to undo it");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
        return isGuarded(doubt.subject().inputs())
                ? read(doubt.subject(), ticket)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    /** The script, or the words of a command as one. */
    private static String script(Fields inputs) {
        return inputs.get("command") instanceof ListValue words
                ? words.values().stream()
                        .map(word -> Remote.quoted(word.toString()))
                        .collect(Collectors.joining(" "))
                : inputs.text("script");
    }

    private Remote.End run(String script, Fields inputs, CallContext ticket) {
        var redaction = new Redaction();
        redaction.cover(inputs, ticket);
        var environment = new TreeMap<String, String>();
        if (inputs.get("environment") instanceof Fields declared) {
            declared.entries().forEach(each -> environment.put(each.getKey(), redaction.text(each.getValue(), ticket)));
        }
        Remote.End end = hosts.of(inputs, ticket).script(script, environment, line -> ticket.say(redaction.mask(line)));
        return new Remote.End(end.status(), redaction.mask(end.stdout()), redaction.mask(end.stderr()));
    }

    private static boolean isGuarded(Fields inputs) {
        return !inputs.text("unless").isEmpty();
    }

    private static boolean isAlways(Fields inputs) {
        return inputs.get("always") == BoolValue.TRUE;
    }
}
