package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.FileDigest;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import dev.slipway.provide.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Files with declared content. Known by their path, compared by digest, written whole or not at all. */
public final class LocalFiles implements Resource {
    private final ScriptDirectory place;
    private final Contents contents;

    public LocalFiles(ScriptDirectory place) {
        this.place = place;
        this.contents = new Contents(place);
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                "path", Field.of(Schema.Type.TEXT).mandatory().replacing(),
                "content", Field.ANY.mandatory(),
                "mode", Field.of(Schema.Type.TEXT)));
    }

    @Override
    public CompletionStage<Optional<Token>> token(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> Stat.token(place.at(subject.id())));
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> seen(subject.inputs(), Stat::token, ticket));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> {
            Value content = desired.get("content");
            String mode = Contents.mode(desired.text("mode"), content);
            place.write(path(desired), contents.bytes(content, ticket), mode, ticket.idempotencyKey());
            return seen(desired, Stat::ours, ticket)
                    .orElseThrow(() -> new Failure.Conflict(desired.text("path") + " vanished at once", "plan again"));
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

    private Path path(Fields inputs) {
        return place.at(inputs.text("path"));
    }

    private Optional<ObservedObject> seen(Fields declared, Stat.Look look, CallContext ticket) throws IOException {
        Path file = path(declared);
        if (Files.notExists(file)) {
            return Optional.empty();
        } else if (!Files.isRegularFile(file)) {
            throw new Failure.Rejected(file + " is no file", "remove what is there, or choose another path");
        }
        Optional<Token> token = look.at(file);
        Fingerprint digest = FileDigest.of(file);
        String path = declared.text("path");
        String mode = ScriptDirectory.mode(file, declared.text("mode"));
        var fields = Fields.of("path", path, "content", contents.seen(declared, mode, digest, ticket), "mode", mode);
        if (declared.get("content").isSecret()) { // from a plain digest the secret could be guessed
            fields = fields.with("file", new FileContent(path, ticket.digest(digest.toString()), true));
        } else {
            fields = fields.with("sha256", new StringValue(digest.toString()))
                    .with("file", new Source(path, digest).asOutput());
        }
        return Optional.of(new ObservedObject(path, fields).with(LookDepth.OBJECT, token.orElse(null)));
    }
}
