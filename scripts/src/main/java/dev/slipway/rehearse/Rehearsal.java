package dev.slipway.rehearse;

import dev.slipway.dial.Dialer;
import dev.slipway.graph.Graph;
import dev.slipway.lab.LabProcess;
import dev.slipway.lab.LabSetup;
import dev.slipway.lab.Layout;
import dev.slipway.model.InvalidInputException;
import dev.slipway.project.EnvironmentStates;
import dev.slipway.project.StateHome;
import dev.slipway.project.Target;
import dev.slipway.store.SecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lab of a directory in the place of the world. What is remembered, sealed, computed and known there lies in the
 * directory of the lab, and goes with it.
 *
 * @param told what was done to make the lab ready
 */
public record Rehearsal(StateHome home, Optional<Layout> file, Consumer<? super String> told) implements Target {
    /** The stage of a script, refused when what is said of its lab is not understood. */
    public static Rehearsal of(StateHome home, Consumer<? super String> told) {
        return new Rehearsal(home, Layout.in(home.directory()).or(() -> byHand(home.lab())), told);
    }

    /** A lab that somebody has put systems into by hand needs no file. */
    private static Optional<Layout> byHand(Path lab) {
        boolean there = Files.exists(lab.resolve("addresses"));
        return there ? Optional.of(Layout.EMPTY) : Optional.empty();
    }

    @Override
    public EnvironmentStates states() {
        return home.rehearsals();
    }

    @Override
    public Path seal() {
        return home.lab().resolve("seal");
    }

    @Override
    public Path results() {
        return home.lab().resolve("results");
    }

    @Override
    public Map<String, SecretSource> secrets() {
        Path key = home.lab().resolve("key");
        SecretSource first = new LabSecrets(layout(), key, true);
        return Map.of("env", first, "file", first, "command", first, "vault", new LabSecrets(layout(), key, false));
    }

    @Override
    public Dialer dialer() {
        return Dialer.rehearsal(home.lab());
    }

    @Override
    public void admit(Graph graph) {
        LabBoundary.refuse(graph);
        if (file.isEmpty()) {
            throw new InvalidInputException(
                    "there is nothing to rehearse with: " + home.directory().resolve(Layout.FILE) + " is missing",
                    "it says which systems stand in for those that the script speaks to, and with which secrets",
                    "write it; for this script it could be\n       " + LayoutTemplate.of(graph));
        }
    }

    private Layout layout() {
        return file.orElse(Layout.EMPTY);
    }

    @Override
    public void open() {
        new LabSetup(new LabProcess(home.lab())).of(layout()).forEach(told);
    }
}
