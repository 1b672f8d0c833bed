package dev.slipway.cli;

import dev.slipway.model.Refused;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanCodec;
import dev.slipway.project.LaterLambdas;
import dev.slipway.project.Stage;
import dev.slipway.project.StateHome;
import dev.slipway.project.Workspace;
import dev.slipway.provide.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A plan in a file, with the compiled script for the code that its tasks run. The script itself may be gone when it is
 * applied.
 */
final class SavedPlan {
    private final Plan plan;
    private final PlanNote note;
    private final Packed packed;

    private SavedPlan(Plan plan, PlanNote note, Packed packed) {
        this.plan = plan;
        this.note = note;
        this.packed = packed;
    }

    static SavedPlan of(Desk desk, Plan plan, Options options, ScriptArgs args) {
        try {
            var given = args.given(Map.of());
            var note = new PlanNote(
                    desk.workspace().directory(),
                    desk.script().name(),
                    given.parameters(),
                    given.environment().orElse(""),
                    options.teardown(),
                    LabArgs.rehearses(desk.console().environment()));
            return new SavedPlan(
                    plan, note, Packed.of(desk.loaded(), desk.console().environment()));
        } catch (IOException e) {
            throw new Stopped(
                    Exit.FAILED,
                    new Refused("the compiled script cannot be read", String.valueOf(e), "plan once more"));
        }
    }

    void save(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Path fresh = Files.createTempFile(directory, "plan", ".part");
            try {
                var parts = new HashMap<>(packed.parts());
                parts.put(PlanZip.PLAN, PlanCodec.encode(plan));
                parts.put(PlanZip.NOTE, note.bytes());
                Files.write(fresh, PlanZip.bytes(parts));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new Stopped(
                    Exit.FAILED,
                    new Refused("the plan cannot be written to " + file, String.valueOf(e), "name a writable place"));
        }
    }

    static SavedPlan load(Path file) {
        Map<String, byte[]> parts = PlanZip.read(file);
        return new SavedPlan(
                PlanCodec.decode(file.toString(), parts.getOrDefault(PlanZip.PLAN, new byte[0])),
                PlanNote.parse(parts.getOrDefault(PlanZip.NOTE, new byte[0]), file),
                new Packed(parts));
    }

    int apply(Desk.Host host, Run run, int parallelism) {
        var lambdas = new LaterLambdas();
        lambdas.are(() -> packed.lambdas(note.given(host.console().environment())));
        var environment = host.console().environment();
        note.check(LabArgs.rehearses(environment));
        StateHome home = StateHome.of(note.directory(), note.script());
        Stage stage = LabArgs.stages(host.console()).of(home, environment);
        try (var workspace = new Workspace(note.directory(), stage, environment, host.told())) {
            workspace.open();
            Registry registry = host.kinds().registry(note.directory(), lambdas::find, stage.dialer());
            Options options = Options.NORMAL.parallelism(parallelism).teardown(note.teardown());
            return run.apply((events, cancel) -> workspace.engine(registry, events, cancel), plan, options);
        }
    }
}
