package dev.slipway.project;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.TaskKey;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The states of one script: one for each environment, or a single one for a script without environments.
 *
 * <pre>
 * state, blobs, lock        of a script without environments
 * env/staging/state, ...    of the environment staging
 * </pre>
 *
 * @param base where they lie
 */
public record EnvironmentStates(Path base) {
    private static final String ENVIRONMENTS = "env";

    /** An assignment under way; no environment can have such a name. */
    private static final String UNFINISHED = ".assigning";

    /** Where the state of an environment lies; of the script itself for an empty name. */
    public Path home(String environment) {
        return environment.isEmpty() ? base : base.resolve(ENVIRONMENTS).resolve(environment);
    }

    /** The environments that have a state, in alphabetical order. */
    public List<String> names() {
        var names = new ArrayList<String>();
        try (var found = Files.newDirectoryStream(base.resolve(ENVIRONMENTS), Files::isDirectory)) {
            for (Path each : found) {
                String name = String.valueOf(each.getFileName());
                if (!name.startsWith(".")) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            return List.of(); // none yet
        }
        names.sort(null);
        return names;
    }

    /**
     * Refuses a state that cannot be told to be of this environment: one that was recorded before the script had
     * environments, or after it ceased to have any. To guess could delete what another environment runs.
     *
     * @param script as it is named on the command line
     */
    public void check(String environment, String script) {
        if (Files.exists(base.resolve(UNFINISHED))) {
            throw new InvalidInputException(
                    "the state of " + script + " was being assigned to an environment when that was interrupted",
                    "part of it lies in " + base.resolve(UNFINISHED),
                    "finish it: slipway " + script + " state assign NAME");
        }
        if (!environment.isEmpty() && !isEmpty(base)) {
            throw new InvalidInputException(
                    "the recorded state of " + script + " belongs to no environment",
                    "it was recorded without one, each environment has a state of its own, and to use it for the wrong"
                            + " one could delete resources",
                    "say which environment it is: slipway " + script + " state assign " + environment);
        }
        List<String> names = names();
        if (environment.isEmpty() && !names.isEmpty() && isEmpty(base)) {
            throw new InvalidInputException(
                    script + " has no environments, but recorded state for " + String.join(", ", names),
                    "without them, what they made would be created once more",
                    "declare them: environments(\"" + String.join("\", \"", names)
                            + "\"), or destroy what they made first");
        }
    }

    /**
     * Makes the state that belongs to no environment the state of this one. Ended early, it can be done again.
     *
     * @param owner who holds the lock meanwhile
     */
    public void assign(String environment, String script, LockOwner owner) {
        Path target = home(environment);
        Path unfinished = base.resolve(UNFINISHED);
        if (Files.exists(target)) {
            throw new InvalidInputException(
                    "the environment " + environment + " has a state already",
                    "it lies in " + target + ", and two states cannot be merged",
                    "choose another environment, or move resources: slipway " + script + " state mv");
        }
        if (Files.notExists(unfinished) && isEmpty(base)) {
            throw new InvalidInputException(
                    script + " has no state outside its environments",
                    "nothing is recorded in " + base,
                    "see what there is: slipway " + script + " state list --env NAME");
        }
        try {
            if (Files.notExists(unfinished.resolve("state"))) {
                moveAside(owner);
            }
            Files.createDirectories(base.resolve(ENVIRONMENTS));
            Files.move(unfinished, target);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the state in " + base + " cannot be moved", String.valueOf(e), "correct it, and repeat");
        }
    }

    /** The state goes last: a state without its blobs is not opened, because the assignment is unfinished. */
    private void moveAside(LockOwner owner) throws IOException {
        Path unfinished = base.resolve(UNFINISHED);
        try (var store = new LocalStore(base);
                var session = store.lock(owner, event -> {})) {
            Files.createDirectories(unfinished);
            for (String part : List.of("blobs", "state")) {
                if (Files.exists(base.resolve(part))) {
                    Files.move(base.resolve(part), unfinished.resolve(part));
                }
            }
        }
    }

    /** Whether a task of this sort is recorded in any of them. */
    boolean records(Predicate<? super TaskKey> sought) {
        return Stream.concat(Stream.of(""), names().stream()).map(this::home).anyMatch(state -> {
            if (Files.notExists(state.resolve("state"))) {
                return false;
            }
            try (var store = new LocalStore(state)) {
                return store.read().records().keySet().stream().anyMatch(sought);
            } catch (InvalidInputException unreadable) {
                return true; // of which it is better to hear
            }
        });
    }

    private static boolean isEmpty(Path state) {
        if (Files.notExists(state.resolve("state"))) {
            return true;
        }
        try (var store = new LocalStore(state)) {
            var snapshot = store.read();
            return snapshot.records().isEmpty() && snapshot.doubts().isEmpty();
        }
    }
}
