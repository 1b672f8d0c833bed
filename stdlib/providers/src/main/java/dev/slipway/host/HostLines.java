package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.PlannedStep;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import dev.slipway.ssh.Remote;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Single lines of files that belong to somebody else. The rest of the file stays as it is. */
public final class HostLines implements BatchedResource {
    /** A line may end with a carriage return, as all lines of such a file do. */
    private static final String READ = "if [ ! -f \"$1\" ]; then echo nowhere; "
            + "elif grep -Fxq -- \"$2\" <\"$1\"; then echo there; "
            + "elif grep -Fxq -- \"$2$(printf '\\r')\" <\"$1\"; then echo there; else echo missing; fi";

    private static final String WHOLE = "if [ -f \"$1\" ]; then stat -L -c '%a %U:%G %s' -- \"$1\"; cat -- \"$1\"; fi";

    private static final int MOST = 16 << 20;
    private static final int HEADER = 1 << 10;

    private static final String THERE = "there";

    private final Hosts hosts;
    private final BatchedRead glance;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    public HostLines(Hosts hosts) {
        this.hosts = hosts;
        this.glance = new BatchedRead(hosts, READ, inputs -> List.of(inputs.text("path"), inputs.text("line")));
    }

    @Override
    public BatchedRead glance() {
        return glance;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "host", Field.of(Schema.Type.FIELDS).mandatory(),
                        "path", Field.of(Schema.Type.TEXT).mandatory().replacing(),
                        "line", Field.of(Schema.Type.TEXT).mandatory(),
                        "matching", Field.of(Schema.Type.TEXT)))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return StateResource.read(subject, () -> {
            Fields inputs = subject.inputs();
            boolean there = glance.at(inputs, ticket).strip().equals(THERE);
            return there ? Optional.of(seen(inputs, ticket)) : Optional.empty();
        });
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return alone(desired, ticket, () -> {
            Text text = text(desired, ticket);
            write(text, text.lines().with(desired.text("line"), desired.text("matching")), desired, ticket);
            return seen(desired, ticket);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return alone(desired, ticket, () -> {
                    Text text = text(desired, ticket);
                    String old = subject.inputs().text("line");
                    write(text, text.lines().replacing(old, desired.text("line")), desired, ticket);
                    return true;
                })
                .thenCompose(done -> create(desired, ticket));
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return alone(subject.inputs(), ticket, () -> {
                    Fields inputs = subject.inputs();
                    Text text = text(inputs, ticket);
                    write(text, text.lines().without(inputs.text("line")), inputs, ticket);
                    return true;
                })
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<List<Obstacle>> foresee(List<PlannedStep> steps, CallContext ticket) {
        return hosts.guard().announced(steps, ticket, inputs -> AccessChange.ofFile(inputs.text("path")));
    }

    /** Lines of one file are changed one after the other: each of them writes all of it. */
    private <T> CompletionStage<T> alone(Fields inputs, CallContext ticket, Blocking.Work<T> work) {
        var turn = turns.computeIfAbsent(Hosts.host(inputs) + ":" + inputs.text("path"), file -> new ReentrantLock());
        turn.lock();
        try {
            var undo = AccessGuard.Undo.ofFile(inputs.text("path"));
            return Blocking.stage(() -> hosts.guard().around(inputs, ticket, undo, work));
        } finally {
            turn.unlock();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Text(String mode, String owner, byte[] content) {
        TextFile lines() {
            return TextFile.of(content);
        }
    }

    private Text text(Fields inputs, CallContext ticket) {
        String path = inputs.text("path");
        Remote.Raw raw = hosts.of(inputs, ticket).fetch(WHOLE, List.of(path), HEADER + MOST);
        int header = 0;
        while (header < raw.stdout().length && raw.stdout()[header] != '\n') {
            header++;
        }
        if (raw.status() != 0) {
            throw new Failure.Rejected(
                    path + " on " + Hosts.host(inputs) + " cannot be read: "
                            + raw.stderr().strip(),
                    "grant the user who logs in access to it, or set sudo = true for the host");
        } else if (raw.stdout().length == 0) {
            throw new Failure.Rejected(
                    "there is no file " + path + " on " + Hosts.host(inputs),
                    "make it with file(...), or correct the path");
        }
        String[] rights = new String(raw.stdout(), 0, header, StandardCharsets.UTF_8).split(" ", -1);
        long size = Long.parseLong(rights[2]);
        if (size > MOST) {
            throw new Failure.Rejected(
                    path + " on " + Hosts.host(inputs) + " has " + size
                            + " bytes, and line(...) changes files of up to 16 MiB",
                    "declare the whole file with file(...), or change it with run(...)");
        }
        byte[] content = Arrays.copyOfRange(raw.stdout(), header + 1, raw.stdout().length);
        if (content.length != size) {
            throw new Failure.Transient(path + " changed while it was read", "run again");
        }
        return new Text(rights[0], rights[1], content);
    }

    private void write(Text text, TextFile lines, Fields inputs, CallContext ticket) {
        byte[] content = lines.bytes();
        if (!Arrays.equals(content, text.content)) {
            FileScripts.write(
                    hosts.of(inputs, ticket),
                    inputs.text("path"),
                    content,
                    text.mode,
                    text.owner,
                    Hasher.of(text.content).toString(),
                    ticket);
        }
    }

    private static ObservedObject seen(Fields inputs, CallContext ticket) {
        return new ObservedObject(
                        Hosts.host(inputs) + ":" + inputs.text("path") + ":"
                                + Hasher.of(inputs.get("line")).brief(),
                        Fields.of("path", inputs.text("path"), "line", inputs.text("line")))
                .with(LookDepth.COLLECTION, BatchedRead.token(THERE, ticket));
    }
}
