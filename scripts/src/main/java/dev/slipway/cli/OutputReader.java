package dev.slipway.cli;

import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.ListValue;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.project.Target;
import dev.slipway.store.KeyFile;
import dev.slipway.store.LocalStore;
import dev.slipway.store.SealedSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Recorded outputs with the secrets in them, for who asked for exactly that. */
final class OutputReader {
    private final SealedSecrets secrets;

    OutputReader(Target stage, LocalStore store, Consumer<? super String> told) {
        this.secrets = new SealedSecrets(new KeyFile(stage.seal()), store.blobs(), stage.secrets(), told);
    }

    /** The text of a value; of one with parts, its JSON. */
    String text(Value value) {
        Value revealed = reveal(value);
        return revealed instanceof Fields || revealed instanceof ListValue ? Json.of(revealed) : revealed.toString();
    }

    private Value reveal(Value value) {
        if (value instanceof Secret secret) {
            return new StringValue(current(secret));
        }
        return value instanceof Fields || value instanceof ListValue ? value.mapped(this::reveal) : value;
    }

    private String current(Secret secret) {
        String value = secrets.reveal(secret);
        if (!secret.digest().isZero() && !secrets.digest(value).equals(secret.digest())) {
            throw new ExitException(
                    Exit.FAILED,
                    new InvalidInputException(
                            "the secret " + secret.source() + " has changed since the last run",
                            "its value is not the one that was recorded",
                            "run again first: slipway FILE up"));
        }
        return value;
    }

    void write(Value value, Path file) {
        byte[] text = text(value).getBytes(StandardCharsets.UTF_8);
        try {
            PrivateFile.write(file, text);
        } catch (IOException e) {
            throw new ExitException(
                    Exit.FAILED,
                    new InvalidInputException(
                            "cannot write " + file, String.valueOf(e), "name a file in a writable directory"));
        }
    }
}
