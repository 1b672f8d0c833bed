package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.local.Contents;
import dev.slipway.local.ScriptDirectory;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.PlannedStep;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Files of hosts, with declared content, mode and owner. Compared by digest, written whole or not at all. */
public final class HostFiles implements BatchedResource {
    private final Hosts hosts;
    private final BatchedRead glance;
    private final Contents contents;

    /** Files whose content may be that of a file here. */
    public HostFiles(Hosts hosts, ScriptDirectory place) {
        this.hosts = hosts;
        this.glance = new BatchedRead(hosts, FileScripts.READ, inputs -> List.of(inputs.text("path")));
        this.contents = new Contents(place);
    }

    @Override
    public Deadlines deadlines() {
        return Deadlines.LONG;
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
                        "content", Field.ANY.mandatory(),
                        "mode", Field.of(Schema.Type.TEXT),
                        "owner", Field.of(Schema.Type.TEXT)))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> seen(subject.inputs(), glance.at(subject.inputs(), ticket), ticket));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> hosts.guard().around(desired, ticket, undo(desired), () -> {
            Value content = desired.get("content");
            String printed = FileScripts.write(
                    hosts.of(desired, ticket),
                    desired.text("path"),
                    contents.bytes(content, ticket),
                    Contents.mode(desired.text("mode"), content),
                    desired.text("owner"),
                    ticket);
            return seen(desired, printed, ticket)
                    .orElseThrow(() -> new Failure.Conflict(desired.text("path") + " vanished at once", "plan again"));
        }));
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return create(desired, ticket);
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        Fields inputs = subject.inputs();
        return Blocking.done(() -> hosts.guard()
                .around(
                        inputs,
                        ticket,
                        undo(inputs),
                        () -> hosts.change(inputs, ticket, "rm -f -- \"$1\"", inputs.text("path"))));
    }

    @Override
    public CompletionStage<List<Obstacle>> foresee(List<PlannedStep> steps, CallContext ticket) {
        return hosts.guard().announced(steps, ticket, inputs -> AccessChange.ofFile(inputs.text("path")));
    }

    private static Optional<AccessGuard.Undo> undo(Fields inputs) {
        return AccessGuard.Undo.ofFile(inputs.text("path"));
    }

    private Optional<ObservedObject> seen(Fields declared, String printed, CallContext ticket) {
        String path = declared.text("path");
        List<String> lines = printed.lines().toList();
        if (lines.equals(List.of("absent"))) {
            return Optional.empty();
        } else if (lines.size() < 2) {
            throw new Failure.Rejected(
                    path + " on " + Hosts.host(declared) + " is no file",
                    "remove what is there, or choose another path");
        }
        String[] rights = lines.get(0).split(" ", -1);
        String digest = lines.get(1).replaceFirst(" .*", "");
        if (digest.equals("closed")) {
            throw new Failure.Rejected(
                    path + " on " + Hosts.host(declared) + " cannot be read by who logs in",
                    "set sudo = true for the host, or log in as a user with that permission");
        }
        String mode = FileScripts.mode(rights[0]);
        var fields = Fields.of(
                "path", path,
                "content", contents.seen(declared, mode, Fingerprint.parse(digest), ticket),
                "mode", mode);
        if (!declared.text("owner").isEmpty()) {
            fields = fields.with("owner", new StringValue(owner(declared.text("owner"), rights)));
        }
        if (!declared.get("content").isSecret()) { // the digest of a secret can be guessed from
            fields = fields.with("sha256", new StringValue(digest));
        }
        var seen = new ObservedObject(Hosts.host(declared) + ":" + path, fields);
        return Optional.of(seen.with(LookDepth.COLLECTION, BatchedRead.token(printed, ticket)));
    }

    /** Whose it is, by name or by number and with the group or without, as it is declared. */
    private static String owner(String declared, String[] rights) {
        for (int i = 1; i < rights.length; i++) {
            String seen = declared.contains(":") ? rights[i] : rights[i].replaceFirst(":.*", "");
            if (seen.equals(declared)) {
                return seen;
            }
        }
        return declared.contains(":") ? rights[1] : rights[1].replaceFirst(":.*", "");
    }
}
