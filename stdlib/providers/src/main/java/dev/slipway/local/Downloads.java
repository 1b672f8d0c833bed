package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.model.FileDigest;
import dev.slipway.model.Fingerprint;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import dev.slipway.provide.Token;
import dev.slipway.store.Disk;
import dev.slipway.store.SystemDisk;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Files from the network, with a digest that was given or that is remembered from the first time. */
public final class Downloads implements Resource {
    /** However large a file is, something of it must arrive within a minute. */
    private static final Web WEB = new Web(new Web.Limits(Duration.ZERO, Duration.ofMinutes(1)));

    private static final long RESERVE = 1L << 28;

    private final ScriptDirectory place;
    private final Disk disk;
    private final DownloadLock pins;
    private final Web web;

    public Downloads(ScriptDirectory place) {
        this(place, WEB, new SystemDisk());
    }

    Downloads(ScriptDirectory place, Web web) {
        this(place, web, new SystemDisk());
    }

    Downloads(ScriptDirectory place, Web web, Disk disk) {
        this.web = web;
        this.place = place;
        this.disk = disk;
        this.pins = new DownloadLock(place.at("slipway.lock"), disk);
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                "path", Field.of(Schema.Type.TEXT).mandatory().replacing(),
                "url", Field.of(Schema.Type.TEXT).mandatory(),
                "sha256", Field.of(Schema.Type.TEXT),
                "mode", Field.of(Schema.Type.TEXT),
                "headers", Field.of(Schema.Type.FIELDS)));
    }

    @Override
    public CompletionStage<Optional<Token>> token(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> Stat.token(place.at(subject.id())));
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> {
            Path file = place.at(subject.inputs().text("path"));
            return Files.isRegularFile(file) ? seen(subject.inputs(), file, Stat::token) : Optional.empty();
        });
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> {
            Path file = place.at(desired.text("path"));
            Path draft = place.draft(file, ticket.idempotencyKey());
            Files.createDirectories(draft.toAbsolutePath().getParent());
            try {
                fetch(desired, draft, ticket);
                check(desired, FileDigest.of(draft));
                disk.force(draft);
                place.settle(draft, file, desired.text("mode"));
                disk.force(Disk.directoryOf(file)); // what the journal is told next must survive a power cut
            } finally {
                Files.deleteIfExists(draft);
            }
            return seen(desired, file, Stat::ours)
                    .orElseThrow(() -> new Failure.Conflict(file + " changed at once", "plan again"));
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return create(desired, ticket);
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return Blocking.done(() -> {
            Files.deleteIfExists(place.at(subject.id()));
        });
    }

    private void fetch(Fields desired, Path draft, CallContext ticket) throws IOException {
        String url = desired.text("url");
        Fields headers = desired.get("headers") instanceof Fields fields ? fields : Fields.NONE;
        try (WritableByteChannel file = ScriptDirectory.open(draft)) {
            Reply reply = web.get(url, headers, Sink.to(file, room(draft)), ticket);
            if (reply.status() != 200) {
                throw Web.failure(url, reply);
            }
        }
    }

    /** What the disk has left, without a reserve for everybody else. */
    private static long room(Path draft) throws IOException {
        long free = Files.getFileStore(draft).getUsableSpace();
        return free - Math.min(free / 10, RESERVE);
    }

    private void check(Fields desired, Fingerprint found) throws IOException {
        String url = desired.text("url");
        String wanted = desired.text("sha256");
        if (wanted.isEmpty()) {
            String pinned = pins.pin(url, found.toString());
            if (!pinned.equals(found.toString())) {
                throw new Failure.Rejected(
                        url + " is not what it was: its digest is " + found + ", and slipway.lock says " + pinned,
                        "find out why; if it is right, remove its line from slipway.lock");
            }
        } else if (!wanted.equals(found.toString())) {
            throw new Failure.Rejected(
                    url + " has the digest " + found + " and not " + wanted,
                    "find out why; if it is right, correct sha256");
        }
    }

    /** The file as it is; one with another digest than it must have is not there, and is fetched again. */
    private Optional<ObservedObject> seen(Fields declared, Path file, Stat.Look look) throws IOException {
        Optional<Token> token = look.at(file);
        Fingerprint digest = FileDigest.of(file);
        String wanted = declared.text("sha256").isEmpty()
                ? pins.pinned(declared.text("url")).orElse("")
                : declared.text("sha256");
        if (!digest.toString().equals(wanted)) {
            return Optional.empty();
        }
        var fields = Fields.of(
                "path", declared.text("path"),
                "mode", ScriptDirectory.mode(file, declared.text("mode")),
                "sha256", digest.toString(),
                "file", new Source(declared.text("path"), digest).asOutput());
        return Optional.of(
                new ObservedObject(declared.text("path"), fields).with(LookDepth.OBJECT, token.orElse(null)));
    }
}
