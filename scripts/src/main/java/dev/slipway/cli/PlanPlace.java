package dev.slipway.cli;

import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import dev.slipway.project.StateHome;
import dev.slipway.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which directory a saved plan is applied to. A checkout may have been copied or moved since the plan was made, so the state
 * that it was made for is looked for beside the plan first, then in the current directory, and then where it was made.
 */
record PlanPlace(PlanNote note, String lineage) {
    /** Where the state is that the plan is for; empty when it is in none of these places. */
    Optional<Path> of(Path file) {
        Path made = note.directory();
        return Stream.of(beside(file), Path.of("").toAbsolutePath(), made)
                .filter(this::matches)
                .findFirst()
                .or(() -> Optional.of(made).filter(Files::isDirectory));
    }

    private static Path beside(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.getParent() == null ? absolute : absolute.getParent();
    }

    /** A plan that was made before there was any state is for the very script that it was made from. */
    private boolean matches(Path directory) {
        if (lineage.isEmpty()) {
            return isOfPlan(directory.resolve(note.script()));
        }
        StateHome home = StateHome.of(directory, note.script()).in(note.state());
        try (var store = new LocalStore(note.rehearsal() ? home.rehearsed() : home.path())) {
            return store.read().lineage().equals(lineage);
        } catch (InvalidInputException unreadable) {
            return false;
        }
    }

    private boolean isOfPlan(Path script) {
        try {
            return Files.isRegularFile(script)
                    && (note.digest().isEmpty()
                            || Hasher.of(Files.readAllBytes(script)).toString().equals(note.digest()));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Refuses a plan whose state is nowhere to be found. */
    ExitException nowhere(Path file) {
        return ExitException.usage(
                "the state that " + file + " is for was not found",
                "it is for " + note.script() + " in " + note.directory() + ", which is gone; neither " + beside(file)
                        + " nor the current directory holds "
                        + (lineage.isEmpty() ? "the same script" : "the state " + lineage),
                "put the plan beside the script that it was made from, or make a new plan");
    }
}
