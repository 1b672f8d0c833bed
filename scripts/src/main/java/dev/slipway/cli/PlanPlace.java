package dev.slipway.cli;

import dev.slipway.model.InvalidInputException;
import dev.slipway.project.StateHome;
import dev.slipway.store.LocalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Which directory a saved plan is applied to. A checkout may have been copied or moved since the plan was made, so the state
 * that it was made for is looked for beside the plan first, then in the current directory, and then where it was made.
 */
record PlanPlace(PlanNote note, String lineage) {
    Path of(Path file) {
        Path beside = file.toAbsolutePath().normalize().getParent();
        Path made = note.directory();
        Path otherwise = Files.isDirectory(made) || beside == null ? made : beside;
        return Stream.of(beside, Path.of("").toAbsolutePath(), made)
                .filter(directory -> directory != null && matches(directory))
                .findFirst()
                .orElse(otherwise);
    }

    /** A plan that was made before there was any state is for the script of its name. */
    private boolean matches(Path directory) {
        if (lineage.isEmpty()) {
            return Files.isRegularFile(directory.resolve(note.script()));
        }
        StateHome home = StateHome.of(directory, note.script()).in(note.state());
        try (var store = new LocalStore(note.rehearsal() ? home.rehearsed() : home.path())) {
            return store.read().lineage().equals(lineage);
        } catch (InvalidInputException unreadable) {
            return false;
        }
    }
}
