package dev.slipway.local;

import dev.slipway.model.Content;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Secret;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Files with declared content. Known by their path, compared by digest, written whole or not at all. */
public final class LocalFiles implements Resource {
    private final Place place;

    public LocalFiles(Place place) {
        this.place = place;
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
        return Blocking.stage(() -> seen(subject.inputs(), ticket));
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            place.write(path(desired), bytes(desired, ticket), mode(desired), ticket.idempotencyKey());
            return seen(desired, ticket)
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

    /** What holds a secret is for nobody else to read, unless the script says so. */
    private static String mode(Fields desired) {
        String declared = desired.text("mode");
        return !declared.isEmpty() ? declared : desired.get("content").isSecret() ? "0600" : "0644";
    }

    private Optional<Seen> seen(Fields declared, Ticket ticket) throws IOException {
        Path file = path(declared);
        if (Files.notExists(file)) {
            return Optional.empty();
        } else if (!Files.isRegularFile(file)) {
            throw new Failure.Rejected(file + " is no file", "remove what is there, or choose another path");
        }
        Optional<Token> token = Stat.token(file);
        Fingerprint digest = Place.digest(file);
        var fields = Fields.of(
                "path", declared.text("path"),
                "content", content(declared, digest, ticket),
                "mode", Place.mode(file, declared.text("mode")));
        String path = declared.text("path");
        if (declared.get("content").isSecret()) { // from a plain digest the secret could be guessed
            fields = fields.with("file", new Content(path, ticket.digest(digest.toString()), true));
        } else {
            fields = fields.with("sha256", new Text(digest.toString()))
                    .with("file", new Source(path, digest).asOutput());
        }
        return Optional.of(new Seen(declared.text("path"), fields).with(Rung.OBJECT, token.orElse(null)));
    }

    /** The declared content if the file holds it; of any other content only the digest, for it may be secret. */
    private Value content(Fields declared, Fingerprint digest, Ticket ticket) {
        Value content = declared.get("content");
        Optional<Source> source = Source.of(content);
        boolean isInline = content instanceof Text || content instanceof Secret;
        boolean holds = source.isPresent()
                ? source.get().had(digest, ticket)
                : isInline && digest.equals(Hasher.of(bytes(declared, ticket)));
        return holds
                ? content
                : new Text(content.isSecret() ? "(other content)" : "(other content, " + digest.brief() + ")");
    }

    private byte[] bytes(Fields desired, Ticket ticket) {
        Value content = desired.get("content");
        Optional<Source> source = Source.of(content);
        if (source.isPresent()) {
            return copied(source.get(), ticket);
        }
        String text = content instanceof Secret secret ? ticket.reveal(secret) : content.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] copied(Source source, Ticket ticket) {
        try {
            byte[] bytes = Files.readAllBytes(place.at(source.path()));
            if (source.had(Hasher.of(bytes), ticket)) {
                return bytes;
            }
        } catch (IOException e) {
            throw new Failure.Rejected(source.path() + " cannot be read: " + e, "make it readable", e);
        }
        throw new Failure.Conflict(source.path() + " changed in the meantime", "plan again");
    }
}
