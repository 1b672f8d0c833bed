package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Files of hosts, with declared content, mode and owner. Compared by digest, written whole or not at all. */
public final class HostFiles implements Resource {
    private final Hosts hosts;

    public HostFiles(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Shape shape() {
        return Shape.of(Map.of(
                "host", Field.of(Shape.Type.FIELDS).mandatory(),
                "path", Field.of(Shape.Type.TEXT).mandatory().replacing(),
                "content", Field.ANY.mandatory(),
                "mode", Field.of(Shape.Type.TEXT).mandatory(),
                "owner", Field.of(Shape.Type.TEXT)));
    }

    @Override
    public CompletionStage<Optional<Token>> token(Subject subject, Ticket ticket) {
        return Blocking.stage(() -> {
            String path = subject.inputs().text("path");
            String line = hosts.look(subject.inputs(), ticket, FileScripts.TOKEN, path)
                    .strip();
            return line.isEmpty() ? Optional.empty() : Optional.of(new Token(line));
        });
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return Blocking.stage(() -> seen(subject.inputs(), ticket));
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            FileScripts.write(
                    hosts.of(desired, ticket),
                    desired.text("path"),
                    bytes(desired, ticket),
                    desired.text("mode"),
                    desired.text("owner"),
                    ticket);
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
            Fields inputs = subject.inputs();
            hosts.change(inputs, ticket, "rm -f -- \"$1\"", inputs.text("path"));
        });
    }

    private Optional<Seen> seen(Fields declared, Ticket ticket) {
        String path = declared.text("path");
        List<String> lines =
                hosts.look(declared, ticket, FileScripts.READ, path).lines().toList();
        if (lines.equals(List.of("absent"))) {
            return Optional.empty();
        } else if (lines.size() < 2) {
            throw new Failure.Rejected(
                    path + " on " + Hosts.host(declared) + " is no file",
                    "remove what is there, or choose another path");
        }
        String[] rights = lines.get(0).split(" ", -1);
        String digest = lines.get(1);
        var fields = Fields.of(
                "path", path,
                "content", content(declared, digest, ticket),
                "mode", FileScripts.mode(rights[0]));
        if (!declared.text("owner").isEmpty()) {
            boolean group = declared.text("owner").contains(":");
            fields = fields.with("owner", new Text(group ? rights[1] : rights[1].replaceFirst(":.*", "")));
        }
        if (!(declared.get("content") instanceof Secret)) { // the digest of a secret can be guessed from
            fields = fields.with("sha256", new Text(digest));
        }
        Token token = lines.size() > 2 ? new Token(lines.get(2)) : null;
        return Optional.of(new Seen(Hosts.host(declared) + ":" + path, fields).with(Rung.OBJECT, token));
    }

    /** The declared content if the file holds it; of any other content only the digest, for it may be secret. */
    private static Value content(Fields declared, String digest, Ticket ticket) {
        Value content = declared.get("content");
        boolean same = Hasher.of(bytes(declared, ticket)).toString().equals(digest);
        return same
                ? content
                : new Text(
                        content instanceof Secret
                                ? "(other content)"
                                : "(other content, " + digest.substring(0, Math.min(12, digest.length())) + ")");
    }

    private static byte[] bytes(Fields desired, Ticket ticket) {
        Value content = desired.get("content");
        String text = content instanceof Secret secret ? ticket.reveal(secret) : content.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
