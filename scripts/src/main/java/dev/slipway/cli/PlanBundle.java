package dev.slipway.cli;

import dev.slipway.evaluate.Lambdas;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import dev.slipway.script.CapturedReads;
import dev.slipway.script.CompileInputs;
import dev.slipway.script.CompiledScript;
import dev.slipway.script.Dependency;
import dev.slipway.script.EvaluationLimits;
import dev.slipway.script.Evaluator;
import dev.slipway.script.Loaded;
import dev.slipway.script.ScriptInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a saved plan carries so that the code of its tasks runs where the script is gone: the compiled script, the jars that
 * it depends on, and all that it read.
 */
record PlanBundle(Map<String, byte[]> parts) {
    static PlanBundle of(Loaded loaded, Map<String, String> variables) throws IOException {
        CompiledScript script = loaded.script().get();
        var parts = new HashMap<String, byte[]>();
        parts.put(PlanZip.SCRIPT, Files.readAllBytes(script.jar()));
        parts.put(
                PlanZip.READS,
                CapturedReads.pack(loaded.reads(), script, variables).bytes());
        int number = 0;
        for (Dependency one : script.dependencies()) {
            parts.put(PlanZip.JAR + number++, Files.readAllBytes(one.jar()));
        }
        return new PlanBundle(parts);
    }

    Lambdas lambdas(ScriptInputs given) {
        try {
            CompiledScript compiled = CompiledScript.open(unpacked(PlanZip.SCRIPT))
                    .orElseThrow(() -> damaged("its compiled script cannot be read"));
            List<Path> jars = new ArrayList<>();
            for (Dependency one : compiled.dependencies()) {
                String name = PlanZip.JAR + jars.size();
                if (!Hasher.of(part(name)).equals(one.digest())) {
                    throw damaged(
                            "the jar of " + one.named() + " in it is not the one that the script was compiled with");
                }
                jars.add(unpacked(name));
            }
            return new Evaluator(EvaluationLimits.of(given.variables()), CompileInputs.here())
                    .again(compiled.withJars(jars), given, CapturedReads.unpack(part(PlanZip.READS)));
        } catch (IOException e) {
            throw damaged(String.valueOf(e));
        }
    }

    private byte[] part(String name) {
        return parts.getOrDefault(name, new byte[0]);
    }

    private Path unpacked(String name) throws IOException {
        Path jar = Files.createTempFile("slipway-script", ".jar");
        jar.toFile().deleteOnExit();
        return Files.write(jar, part(name));
    }

    private static InvalidInputException damaged(String why) {
        return new InvalidInputException("the code of the plan's tasks cannot be unpacked", why, "make the plan again");
    }
}
