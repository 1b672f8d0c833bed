package dev.slipway.cli;

import dev.slipway.model.Refused;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanCodec;
import dev.slipway.provide.Registry;
import dev.slipway.script.Bounds;
import dev.slipway.script.CompiledScript;
import dev.slipway.script.Evaluator;
import dev.slipway.script.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A plan in a file, with the compiled script for the code that its tasks run. The script itself may be gone when it is
 * applied.
 */
final class SavedPlan {
    private final Plan plan;
    private final PlanNote note;
    private final byte[] script;

    private SavedPlan(Plan plan, PlanNote note, byte[] script) {
        this.plan = plan;
        this.note = note;
        this.script = script;
    }

    static SavedPlan of(Desk desk, Plan plan, Options options, ScriptArgs args) {
        try {
            byte[] jar = Files.readAllBytes(desk.loaded().script().get().jar());
            var given = args.given(Map.of());
            var note = new PlanNote(
                    desk.workspace().directory(),
                    desk.script().name(),
                    given.parameters(),
                    given.environment().orElse(""),
                    options.teardown());
            return new SavedPlan(plan, note, jar);
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
                Files.write(
                        fresh,
                        PlanZip.bytes(Map.of(
                                PlanZip.PLAN,
                                PlanCodec.encode(plan),
                                PlanZip.NOTE,
                                note.bytes(),
                                PlanZip.SCRIPT,
                                script)));
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
                parts.getOrDefault(PlanZip.SCRIPT, new byte[0]));
    }

    int apply(Desk.Host host, Run run, int parallelism) {
        var lambdas = new LaterLambdas();
        lambdas.are(() -> evaluated(host).lambdas());
        try (var workspace = new Workspace(
                StateHome.of(note.directory(), note.script()), host.console().environment())) {
            Registry registry = host.kinds().registry(note.directory(), lambdas::find);
            Options options = Options.NORMAL.parallelism(parallelism).teardown(note.teardown());
            return run.apply((events, cancel) -> workspace.engine(registry, events, cancel), plan, options);
        }
    }

    private dev.slipway.script.Evaluated evaluated(Desk.Host host) {
        var environment = host.console().environment();
        try {
            Path jar = Files.createTempFile("slipway-script", ".jar");
            jar.toFile().deleteOnExit();
            Files.write(jar, script);
            CompiledScript compiled = CompiledScript.open(jar)
                    .orElseThrow(() ->
                            new Refused("the plan holds no compiled script", "it is damaged", "make the plan again"));
            return new Evaluator(Bounds.of(environment), Ground.here()).evaluate(compiled, note.given(environment));
        } catch (IOException e) {
            throw new Refused("the compiled script of the plan cannot be unpacked", String.valueOf(e), "make room");
        }
    }
}
