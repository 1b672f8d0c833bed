package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Directories with a mode. What is in one is not ours: it is removed only when it is empty. */
public final class Directories implements Resource {
    private final ScriptDirectory place;

    public Directories(ScriptDirectory place) {
        this.place = place;
    }

    @Override
    public Schema shape() {
        return Schema.of(
                Map.of("path", Field.of(Schema.Type.TEXT).mandatory().replacing(), "mode", Field.of(Schema.Type.TEXT)));
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> {
            Path directory = place.at(subject.inputs().text("path"));
            return Files.notExists(directory) ? Optional.empty() : Optional.of(seen(directory, subject.inputs()));
        });
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> {
            Path directory = place.at(desired.text("path"));
            Files.createDirectories(directory);
            ScriptDirectory.chmod(directory, desired.text("mode"));
            return seen(directory, desired);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return create(desired, ticket);
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return Blocking.done(() -> {
            try {
                Files.deleteIfExists(place.at(subject.id()));
            } catch (DirectoryNotEmptyException e) {
                ticket.say(subject.id() + " stays, for it is not empty");
            }
        });
    }

    private static ObservedObject seen(Path directory, Fields declared) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new Failure.Rejected(directory + " is no directory", "remove what is there, or choose another path");
        }
        String path = declared.text("path");
        return new ObservedObject(
                path, Fields.of("path", path, "mode", ScriptDirectory.mode(directory, declared.text("mode"))));
    }
}
