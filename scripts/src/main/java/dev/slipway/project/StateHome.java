package dev.slipway.project;

import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.model.TaskKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the state of a script lies: beside it, under its own name, and once for each of its environments. Scripts in one
 * directory have nothing to do with each other, nor have the environments of one script: none may take what another has
 * made for something that is no longer declared.
 *
 * @param directory of the script
 * @param name of the script, without its ending
 * @param environment empty for a script that has none
 */
public record StateHome(Path directory, String name, String environment) {
    private static final String BESIDE = ".slipway";
    private static final String ENDING = ".main.kts";
    private static final String LAB = "lab";
    private static final String STATE = "state";

    /** The state of a script without environments. */
    public static StateHome of(Path directory, String script) {
        return new StateHome(
                directory,
                script.endsWith(ENDING) ? script.substring(0, script.length() - ENDING.length()) : script,
                "");
    }

    /** The same script in an environment. */
    public StateHome in(String other) {
        return new StateHome(directory, name, other);
    }

    /** Where its state lies, seen from where the states of a stage lie. */
    public Path path() {
        return environments().home(environment);
    }

    /** The states of the environments of this script. */
    public EnvironmentStates environments() {
        // What the lab has is not what a script of that name has made.
        return new EnvironmentStates(directory.resolve(BESIDE).resolve(name.equals(LAB) ? LAB + ENDING : name));
    }

    /** Where the lab is in which the scripts of this directory are rehearsed. */
    public Path lab() {
        return directory.resolve(BESIDE).resolve(LAB);
    }

    /** The states of its environments in the lab. */
    public EnvironmentStates rehearsals() {
        return new EnvironmentStates(lab().resolve("scripts").resolve(name));
    }

    /** Where it is recorded what rehearsals of the script have made. */
    public Path rehearsed() {
        return rehearsals().home(environment);
    }

    /**
     * A script without state, beside a state without script: it was renamed when it declares what is recorded there.
     *
     * @param declared whether the script declares a task
     */
    public List<Problem> orphans(Predicate<? super TaskKey> declared) {
        var found = new ArrayList<Problem>();
        Path own = environments().base();
        if (Files.exists(own)) {
            return found;
        }
        try (var states = Files.newDirectoryStream(directory.resolve(BESIDE))) {
            for (Path state : states) {
                String owner = String.valueOf(state.getFileName());
                boolean recorded = Files.isDirectory(state.resolve(STATE))
                        || !new EnvironmentStates(state).names().isEmpty();
                if (recorded
                        && !owner.equals(LAB)
                        && Files.notExists(directory.resolve(owner + ENDING))
                        && new EnvironmentStates(state).records(declared)) {
                    found.add(new Problem(
                            "there is the state of a script " + owner + ENDING + ", which is gone",
                            Origin.NONE,
                            "what it made is recorded under its name, and " + name + ENDING + " has no state yet",
                            "if it was renamed: mv " + state + " " + own));
                }
            }
        } catch (IOException e) {
            // no state at all
        }
        return found;
    }
}
