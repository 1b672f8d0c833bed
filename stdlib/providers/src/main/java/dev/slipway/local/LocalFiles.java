package dev.slipway.local;

import dev.slipway.model.Content;
import dev.slipway.model.Fields;
import dev.slipway.model.FileDigest;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Text;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import dev.slipway.provide.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Files with declared content. Known by their path, compared by digest, written whole or not at all. */
public final class LocalFiles implements Resource {
    private final Place place;
    private final Contents contents;

    public LocalFiles(Place place) {
        this.place = place;
        this.contents = new Contents(place);
    }

    @Override
    public Shape shape() {
        return Shape.of(Map.of(
                "path", Field.of(Shape.Type.TEXT).mandatory().replacing(),
                "content", Field.ANY.mandatory(),
                "mode", Field.of(Shape.Type.TEXT)));
    }

    @Override
    public CompletionStage<Optional<Token>> token(Subject subject, Ticket ticket) {
        return Blocking.stage(() -> Stat.token(place.at(subject.id())));
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return Blocking.stage(() -> seen(subject.inputs(), Stat::token, ticket));
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            Value content = desired.get("content");
            String mode = Contents.mode(desired.text("mode"), content);
            place.write(path(desired), contents.bytes(content, ticket), mode, ticket.idempotencyKey());
            return seen(desired, Stat::ours, ticket)
                    .orElseThrow(() -> new Failure.Conflict(desired.text("path") + " vanished at once", "plan again"));
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return create(desired, ticket);
    }

    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        return Blocking.done(() -> {
            Files.deleteIfExists(place.at(subject.id()));
        });
    }

    private Path path(Fields inputs) {
        return place.at(inputs.text("path"));
    }

    private Optional<Seen> seen(Fields declared, Stat.Look look, Ticket ticket) throws IOException {
        Path file = path(declared);
        if (Files.notExists(file)) {
            return Optional.empty();
        } else if (!Files.isRegularFile(file)) {
            throw new Failure.Rejected(file + " is no file", "remove what is there, or choose another path");
        }
        Optional<Token> token = look.at(file);
        Fingerprint digest = FileDigest.of(file);
        String path = declared.text("path");
        String mode = Place.mode(file, declared.text("mode"));
        var fields = Fields.of("path", path, "content", contents.seen(declared, mode, digest, ticket), "mode", mode);
        if (declared.get("content").isSecret()) { // from a plain digest the secret could be guessed
            fields = fields.with("file", new Content(path, ticket.digest(digest.toString()), true));
        } else {
            fields = fields.with("sha256", new Text(digest.toString()))
                    .with("file", new Source(path, digest).asOutput());
        }
        return Optional.of(new Seen(path, fields).with(Rung.OBJECT, token.orElse(null)));
    }
}
