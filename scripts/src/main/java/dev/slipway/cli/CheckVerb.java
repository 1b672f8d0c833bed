package dev.slipway.cli;

import dev.slipway.model.Numbers;
import dev.slipway.script.CompiledScript;
import java.util.LinkedHashMap;
import java.util.List;

/** Compiles, evaluates and checks a script; looks at no system. */
final class CheckVerb implements Verb {
    private static final Flag JSON = Flag.toggle("--json", "Prints problems as JSON.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                "check",
                "Checks the script without contacting any system.",
                List.of(List.of(JSON, ScriptArgs.UPDATE_LOCKS, LabArgs.LAB)));
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        try (VerbContext desk = VerbContext.reading(host, ScriptArgs.of(typed))) {
            CompiledScript compiled = desk.loaded().script().get(); // also for what the compiler warns of
            if (typed.has(ScriptArgs.UPDATE_LOCKS)) {
                desk.console().err().println(locks(compiled.dependencies().size()));
            }
            int tasks = desk.graph().size();
            desk.console()
                    .say(
                            typed.has(JSON)
                                    ? inOrder(tasks)
                                    : desk.script().name() + " is in order: " + Numbers.of(tasks, "task") + ".");
            if (!desk.loaded().fickle().isEmpty() && !typed.has(JSON)) {
                desk.console()
                        .say("It is evaluated in every run, because it calls "
                                + desk.loaded().fickle() + ". Use words such as env, readFile and parameter.");
            }
            return Exit.DONE;
        }
    }

    private static String inOrder(int tasks) {
        var object = new LinkedHashMap<String, Object>();
        object.put("v", 1);
        object.put("tasks", tasks);
        object.put("problems", List.of());
        return Json.of(object);
    }

    private static String locks(int jars) {
        return "locked: " + Numbers.of(jars, "jar");
    }
}
