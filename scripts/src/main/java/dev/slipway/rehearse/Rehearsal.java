package dev.slipway.rehearse;

import dev.slipway.dial.Dialer;
import dev.slipway.graph.Graph;
import dev.slipway.lab.LabProcess;
import dev.slipway.lab.Layout;
import dev.slipway.lab.Preparation;
import dev.slipway.model.Refused;
import dev.slipway.project.Stage;
import dev.slipway.project.StateHome;
import dev.slipway.store.SecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The lab of a directory in the place of the world. What is remembered, sealed, computed and known there lies in the
 * directory of the lab, and goes with it.
 *
 * @param told what was done to make the lab ready
 */
public record Rehearsal(StateHome home, Layout layout, Consumer<? super String> told) implements Stage {
    private static final String ADVICE = """
            write it; its lines could be
                   place ssh neo address=10.0.3.12:22
                   place pve home address=10.0.3.11:8006 tokens=$PVE_TOKEN
                   secret PVE_TOKEN root@pam!slipway=01234567-89ab-cdef-0123-456789abcdef
                   key SSH_KEY""";

    /** The stage of a script, refused when nothing says what the lab has. */
    public static Rehearsal of(StateHome home, Consumer<? super String> told) {
        Layout layout = Layout.in(home.directory())
                .or(() -> byHand(home.lab()))
                .orElseThrow(() -> new Refused(
                        "there is nothing to rehearse with: " + home.directory().resolve(Layout.FILE) + " is missing",
                        "it says which systems stand in for those that the script speaks to, and with which secrets",
                        ADVICE));
        return new Rehearsal(home, layout, told);
    }

    /** A lab that somebody has put systems into by hand needs no file. */
    private static Optional<Layout> byHand(Path lab) {
        boolean there = Files.exists(lab.resolve("addresses"));
        return there ? Optional.of(new Layout(Optional.empty(), List.of(), Map.of(), Set.of())) : Optional.empty();
    }

    @Override
    public Path state() {
        return home.rehearsed();
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
        SecretSource first = new Understudies(layout, key, true);
        return Map.of("env", first, "file", first, "command", first, "vault", new Understudies(layout, key, false));
    }

    @Override
    public Dialer dialer() {
        return Dialer.rehearsal(home.lab());
    }

    @Override
    public void admit(Graph graph) {
        Abroad.refuse(graph);
    }

    @Override
    public void open() {
        new Preparation(new LabProcess(home.lab())).of(layout).forEach(told);
    }
}
