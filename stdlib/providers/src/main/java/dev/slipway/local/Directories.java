package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Directories with a mode. What is in one is not ours: it is removed only when it is empty. */
public final class Directories implements Resource {
    private final Place place;

    public Directories(Place place) {
        this.place = place;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                Map.of("path", Field.of(Shape.Type.TEXT).mandatory().replacing(), "mode", Field.of(Shape.Type.TEXT)));
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return Blocking.stage(() -> {
            Path directory = place.at(subject.inputs().text("path"));
            return Files.notExists(directory) ? Optional.empty() : Optional.of(seen(directory, subject.inputs()));
        });
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return Blocking.stage(() -> {
            Path directory = place.at(desired.text("path"));
            Files.createDirectories(directory);
            Place.chmod(directory, desired.text("mode"));
            return seen(directory, desired);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return create(desired, ticket);
    }

    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        return Blocking.done(() -> {
            try {
                Files.deleteIfExists(place.at(subject.id()));
            } catch (DirectoryNotEmptyException e) {
                ticket.say(subject.id() + " stays, for it is not empty");
            }
        });
    }

    private static Seen seen(Path directory, Fields declared) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new Failure.Rejected(directory + " is no directory", "remove what is there, or choose another path");
        }
        String path = declared.text("path");
        return new Seen(path, Fields.of("path", path, "mode", Place.mode(directory, declared.text("mode"))));
    }
}
