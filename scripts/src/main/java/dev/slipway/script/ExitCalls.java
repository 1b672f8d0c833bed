package dev.slipway.script;

import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * Finds calls that would end the process, wherever they are in a script or what it imports: also in what tasks run, in
 * the middle of a run. Some of them could not even be noticed when they are made.
 */
final class ExitCalls {
    private static final Map<String, String> CALLS = Map.of(
            "java.lang.System.exit", "System.exit",
            "java.lang.Runtime.exit", "Runtime.exit",
            "java.lang.Runtime.halt", "Runtime.halt",
            "kotlin.system.ProcessKt.exitProcess", "exitProcess");

    private final CompiledScript script;
    private final Problems problems = new Problems();

    private ExitCalls(CompiledScript script) {
        this.script = script;
    }

    /** Refuses a script that could end the process. */
    static void check(CompiledScript script) throws IOException {
        var quits = new ExitCalls(script);
        try (var jar = new JarFile(script.jar().toFile(), false)) {
            for (var entry : jar.stream()
                    .filter(file -> file.getName().endsWith(".class"))
                    .toList()) {
                quits.check(ClassCode.of(jar.getInputStream(entry).readAllBytes()));
            }
        }
        quits.problems.throwIfAny();
    }

    private void check(ClassCode code) throws IOException {
        for (var method : code.methods().entrySet()) {
            Instructions.constants(
                    method.getValue(), (at, constant) -> used(code, method.getKey(), at, code.called(constant)));
        }
    }

    private void used(ClassCode code, Member method, int instruction, Iterable<Member> called) {
        for (Member one : called) {
            String name = CALLS.get(one.toString());
            if (name != null) {
                problems.add(
                        "the script ends the process",
                        where(code, method, instruction),
                        "it calls " + name + ", and what was said and done so far would be lost",
                        "use check(...) or error(...) to refuse what must not be, also in a task");
            }
        }
    }

    private Origin where(ClassCode code, Member method, int instruction) {
        for (ScriptUnit unit : script.units()) {
            if (unit.owns(method.owner())) {
                int line = code.lines(method).at(instruction, lines(unit.file()));
                return new Origin(script.name(unit), Math.max(1, line));
            }
        }
        return Origin.NONE;
    }

    private static int lines(Path file) {
        try (var lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Integer.MAX_VALUE;
        }
    }
}
