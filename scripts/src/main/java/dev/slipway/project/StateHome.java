package dev.slipway.project;

import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the state of a script lies: beside it, under its own name. Scripts in one directory have nothing to do with each
 * other, and none of them may take what another has made for something that is no longer declared.
 *
 * @param directory of the script
 * @param name of the script, without its ending
 */
public record StateHome(Path directory, String name) {
    private static final String BESIDE = ".slipway";
    private static final String ENDING = ".main.kts";
    private static final String LAB = "lab";

    public static StateHome of(Path directory, String script) {
        return new StateHome(
                directory, script.endsWith(ENDING) ? script.substring(0, script.length() - ENDING.length()) : script);
    }

    /** What the lab has is not what a script of that name has made. */
    public Path path() {
        return directory.resolve(BESIDE).resolve(name.equals(LAB) ? LAB + ENDING : name);
    }

    /** Where the lab is in which the scripts of this directory are rehearsed. */
    public Path lab() {
        return directory.resolve(BESIDE).resolve(LAB);
    }

    /** Where it is remembered what rehearsals of the script have made there. */
    public Path rehearsed() {
        return lab().resolve("scripts").resolve(name);
    }

    /** A script without state, beside a state without script: it may have been renamed. */
    public List<Problem> orphans() {
        var found = new ArrayList<Problem>();
        if (Files.exists(path())) {
            return found;
        }
        try (var states = Files.newDirectoryStream(directory.resolve(BESIDE))) {
            for (Path state : states) {
                String owner = String.valueOf(state.getFileName());
                boolean remembers = Files.isDirectory(state.resolve("state")) && !owner.equals(LAB);
                if (remembers && Files.notExists(directory.resolve(owner + ENDING))) {
                    found.add(new Problem(
                            "there is the state of a script " + owner + ENDING + ", which is gone",
                            Origin.NONE,
                            "what it made is remembered under its name, and " + name + ENDING + " has no state yet",
                            "if it was renamed: mv " + state + " " + path()));
                }
            }
        } catch (IOException e) {
            // no state at all
        }
        return found;
    }
}
