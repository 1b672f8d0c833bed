package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** What a file is to hold, wherever the file is: a text, a secret, or what another file holds. */
public record Contents(ScriptDirectory place) {
    /**
     * The declared content if that is what a file holds; of any other only the digest, for it may be secret. Where no mode
     * is declared there is a usual one, and who may read the content otherwise is told with it.
     */
    public Value seen(Fields declared, String mode, Fingerprint digest, CallContext ticket) {
        Value content = declared.get("content");
        if (!holds(content, digest, ticket)) {
            return new StringValue(content.isSecret() ? "(other content)" : "(other content, " + digest.brief() + ")");
        }
        String usual = mode(declared.text("mode"), content);
        boolean isUsual = !declared.text("mode").isEmpty() || mode.isEmpty() || mode.equals(usual);
        return isUsual ? content : new StringValue("(mode " + mode + " instead of " + usual + ")");
    }

    private boolean holds(Value content, Fingerprint digest, CallContext ticket) {
        Optional<Source> source = Source.of(content);
        boolean isInline = content instanceof StringValue || content instanceof Secret;
        return source.isPresent()
                ? source.get().had(digest, ticket)
                : isInline && digest.equals(Hasher.of(bytes(content, ticket)));
    }

    /** The content itself. */
    public byte[] bytes(Value content, CallContext ticket) {
        Optional<Source> source = Source.of(content);
        if (source.isPresent()) {
            return copied(source.get(), ticket);
        }
        String text = content instanceof Secret secret ? ticket.reveal(secret) : content.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] copied(Source source, CallContext ticket) {
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

    /** What holds a secret is for nobody else to read, unless the script says so. */
    public static String mode(String declared, Value content) {
        return !declared.isEmpty() ? declared : content.isSecret() ? "0600" : "0644";
    }
}
