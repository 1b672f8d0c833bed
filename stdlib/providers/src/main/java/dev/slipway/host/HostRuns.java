package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.local.Redaction;
import dev.slipway.model.Fields;
import dev.slipway.model.Items;
import dev.slipway.model.Text;
import dev.slipway.model.Truth;
import dev.slipway.model.Value;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Doubt;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
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
    public Shape shape() {
        return Shape.of(Map.of(
                        "host", Field.of(Shape.Type.FIELDS).mandatory(),
                        "command", Field.of(Shape.Type.ITEMS),
                        "script", Field.of(Shape.Type.TEXT),
                        "environment", Field.of(Shape.Type.FIELDS),
                        "unless", Field.of(Shape.Type.TEXT),
                        "needs", Field.of(Shape.Type.ITEMS),
                        "always", Field.of(Shape.Type.TRUTH)))
                .reachedBy(Hosts.HOST);
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
                    ? run(inputs.text("unless"), inputs, ticket).isGood()
                    : !isAlways(inputs) && !subject.isNew();
            return stands ? Optional.of(new Seen(ID, subject.outputs())) : Optional.empty();
        });
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            Remote.End end = run(script(desired), desired, ticket);
            if (!end.isGood()) {
                throw new Failure.Rejected(
                        "it ended on " + Hosts.host(desired) + " with status " + end.status() + ", and said: "
                                + Hosts.said(end),
                        "see what it said, correct the cause, and run again");
            }
            String stdout = end.stdout().strip();
            boolean isSecret = desired.with(Hosts.HOST, new Text("")).isSecret(); // how we log in is no part of it
            Value left = isSecret ? ticket.conceal(stdout) : new Text(stdout);
            var seen = new Seen(ID, Fields.of("stdout", left));
            return isGuarded(desired) || isAlways(desired) ? seen : seen.with(Rung.OBJECT, DONE);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        var done = new Seen(ID, subject.outputs());
        boolean needsAnew = !subject.inputs().get("needs").equals(desired.get("needs"));
        if (isGuarded(desired) && !needsAnew) {
            return Blocking.stage(
                            () -> run(desired.text("unless"), desired, ticket).isGood())
                    .thenCompose(good -> good ? guarded(done, ticket) : create(desired, ticket));
        }
        boolean sameWork =
                subject.inputs().with(Hosts.HOST, new Text("")).equals(desired.with(Hosts.HOST, new Text("")));
        return sameWork && !isAlways(desired)
                ? CompletableFuture.completedFuture(done.with(Rung.OBJECT, DONE))
                : create(desired, ticket);
    }

    private static CompletionStage<Seen> guarded(Seen done, Ticket ticket) {
        ticket.say("its guard says that it is done, so that it is not done in the new way");
        return CompletableFuture.completedFuture(done);
    }

    /** What was done is not undone. */
    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        ticket.say("leaves what was done: only you know how to undo it");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Optional<Seen>> recover(Doubt doubt, Ticket ticket) {
        return isGuarded(doubt.subject().inputs())
                ? read(doubt.subject(), ticket)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    /** The script, or the words of a command as one. */
    private static String script(Fields inputs) {
        return inputs.get("command") instanceof Items words
                ? words.values().stream()
                        .map(word -> Remote.quoted(word.toString()))
                        .collect(Collectors.joining(" "))
                : inputs.text("script");
    }

    private Remote.End run(String script, Fields inputs, Ticket ticket) {
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
        return inputs.get("always") == Truth.TRUE;
    }
}
