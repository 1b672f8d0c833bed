package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Single lines of files that belong to somebody else. The rest of the file stays as it is. */
public final class HostLines implements Crowd {
    private static final String READ = "if [ ! -f \"$1\" ]; then echo nowhere; "
            + "elif grep -Fxq -- \"$2\" <\"$1\"; then echo there; else echo missing; fi";

    private static final String WHOLE = "if [ -f \"$1\" ]; then stat -L -c '%a %U:%G' -- \"$1\"; cat -- \"$1\"; fi";

    private static final String THERE = "there";

    private final Hosts hosts;
    private final Glance glance;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    public HostLines(Hosts hosts) {
        this.hosts = hosts;
        this.glance = new Glance(hosts, READ, inputs -> List.of(inputs.text("path"), inputs.text("line")));
    }

    @Override
    public Glance glance() {
        return glance;
    }

    @Override
    public Shape shape() {
        return Shape.of(Map.of(
                        "host", Field.of(Shape.Type.FIELDS).mandatory(),
                        "path", Field.of(Shape.Type.TEXT).mandatory().replacing(),
                        "line", Field.of(Shape.Type.TEXT).mandatory(),
                        "matching", Field.of(Shape.Type.TEXT)))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return States.read(subject, () -> {
            Fields inputs = subject.inputs();
            boolean there = glance.at(inputs, ticket).strip().equals(THERE);
            return there ? Optional.of(seen(inputs, ticket)) : Optional.empty();
        });
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return alone(desired, () -> {
            Text text = text(desired, ticket);
            String line = desired.text("line");
            var lines = new ArrayList<>(text.lines);
            int place = desired.text("matching").isEmpty() ? -1 : first(lines, desired.text("matching"));
            if (!lines.contains(line) && place >= 0) {
                lines.set(place, line);
            } else if (!lines.contains(line)) {
                lines.add(line);
            }
            write(text, lines, desired, ticket);
            return seen(desired, ticket);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return alone(desired, () -> {
                    Text text = text(desired, ticket);
                    var lines = new ArrayList<>(text.lines);
                    String old = subject.inputs().text("line");
                    if (!old.equals(desired.text("line"))) {
                        lines.replaceAll(each -> each.equals(old) ? desired.text("line") : each);
                    }
                    write(text, lines, desired, ticket);
                    return true;
                })
                .thenCompose(done -> create(desired, ticket));
    }

    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        return alone(subject.inputs(), () -> {
                    Fields inputs = subject.inputs();
                    Text text = text(inputs, ticket);
                    var lines = new ArrayList<>(text.lines);
                    lines.removeIf(inputs.text("line")::equals);
                    write(text, lines, inputs, ticket);
                    return true;
                })
                .thenAccept(done -> {});
    }

    /** Lines of one file are changed one after the other: each of them writes all of it. */
    private <T> CompletionStage<T> alone(Fields inputs, Blocking.Work<T> work) {
        var turn = turns.computeIfAbsent(Hosts.host(inputs) + ":" + inputs.text("path"), file -> new ReentrantLock());
        turn.lock();
        try {
            return Blocking.stage(work);
        } finally {
            turn.unlock();
        }
    }

    private record Text(String mode, String owner, List<String> lines) {}

    private Text text(Fields inputs, Ticket ticket) {
        List<String> lines =
                hosts.look(inputs, ticket, WHOLE, inputs.text("path")).lines().toList();
        if (lines.isEmpty()) {
            throw new Failure.Rejected(
                    "there is no file " + inputs.text("path") + " on " + Hosts.host(inputs),
                    "make it with file(...), or correct the path");
        }
        String[] rights = lines.get(0).split(" ", -1);
        return new Text(rights[0], rights[1], lines.subList(1, lines.size()));
    }

    private void write(Text text, List<String> lines, Fields inputs, Ticket ticket) {
        if (!lines.equals(text.lines)) {
            FileScripts.write(
                    hosts.of(inputs, ticket),
                    inputs.text("path"),
                    bytes(lines),
                    text.mode,
                    text.owner,
                    Hasher.of(bytes(text.lines)).toString(),
                    ticket);
        }
    }

    private static byte[] bytes(List<String> lines) {
        return lines.isEmpty() ? new byte[0] : (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static int first(List<String> lines, String matching) {
        Pattern pattern = Pattern.compile(matching);
        for (int i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
                return i;
            }
        }
        return -1;
    }

    private static Seen seen(Fields inputs, Ticket ticket) {
        return new Seen(
                        Hosts.host(inputs) + ":" + inputs.text("path") + ":"
                                + Hasher.of(inputs.get("line")).brief(),
                        Fields.of("path", inputs.text("path"), "line", inputs.text("line")))
                .with(Rung.COLLECTION, Glance.token(THERE, ticket));
    }
}
