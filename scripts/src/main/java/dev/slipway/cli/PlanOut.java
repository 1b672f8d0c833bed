package dev.slipway.cli;

import dev.slipway.graph.GraphCodec;
import dev.slipway.model.InvalidInputException;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Saves a plan with all that it takes to explain it, and to apply it where its script is gone. */
final class PlanOut {
    private PlanOut() {}

    /** Looked at before anything is planned: a slip such as {@code --out FILE.main.kts} must not cost the script. */
    static void check(Path file) {
        if (Files.isRegularFile(file) && !PlanZip.isPlan(file)) {
            throw ExitException.usage(
                    file + " already exists and is not a plan",
                    "to save the plan there would lose what it holds",
                    "name another file, or remove that one first");
        }
    }

    static void save(Path file, VerbContext desk, Plan plan, Options options, ScriptArgs args) {
        try {
            var given = args.given(Map.of());
            var note = new PlanNote(
                    desk.workspace().directory(),
                    desk.script().name(),
                    desk.script().digest().toString(),
                    given.parameters(),
                    given.environment().orElse(""),
                    desk.environment(),
                    options.teardown(),
                    LabArgs.rehearses(desk.console().environment()));
            var packed = PlanBundle.of(desk.loaded(), desk.console().environment());
            packed.parts().put(PlanZip.PLAN, PlanCodec.encode(plan));
            packed.parts().put(PlanZip.NOTE, note.bytes());
            packed.parts().put(PlanZip.GRAPH, GraphCodec.encode(desk.graph()));
            write(file, packed);
        } catch (IOException e) {
            throw new ExitException(
                    Exit.FAILED,
                    new InvalidInputException(
                            "the compiled script cannot be read", String.valueOf(e), "plan once more"));
        }
    }

    private static void write(Path file, PlanBundle packed) {
        try {
            PrivateFile.write(file, PlanZip.bytes(packed.parts()));
        } catch (IOException e) {
            throw new ExitException(
                    Exit.FAILED,
                    new InvalidInputException(
                            "the plan cannot be written to " + file, String.valueOf(e), "name a writable place"));
        }
    }
}
