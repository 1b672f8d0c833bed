package dev.slipway.rehearse;

import dev.slipway.graph.Graph;
import dev.slipway.model.Fan;
import dev.slipway.model.Problems;
import dev.slipway.model.Task;
import java.util.Map;

/** Tasks that would leave the lab: they act on this very machine, or go to the network by themselves. */
final class Abroad {
    private static final String FILES = "it would write to this machine, over what the real runs leave here";
    private static final String PROGRAMS = "it runs here, and nobody can tell what a program reaches from here";
    private static final String NETWORK = "it would ask the world, which the lab has no twin for";

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("archive", FILES),
            Map.entry("directory", FILES),
            Map.entry("download", NETWORK),
            Map.entry("exec", PROGRAMS),
            Map.entry("exec.effect", PROGRAMS),
            Map.entry("file", FILES),
            Map.entry("http", NETWORK),
            Map.entry("task", PROGRAMS),
            Map.entry("task.effect", PROGRAMS),
            Map.entry("wait", NETWORK));

    private Abroad() {}

    static void refuse(Graph graph) {
        var problems = new Problems();
        graph.tasks().forEach(task -> look(task, problems));
        for (Fan fan : graph.fans()) {
            fan.templates().forEach(task -> look(task, problems));
        }
        problems.throwIfAny();
    }

    private static void look(Task task, Problems problems) {
        String why = WHY.get(task.key().kind());
        if (why != null) {
            problems.add(
                    task.key() + " cannot be rehearsed",
                    task.origin(),
                    why,
                    "leave it out there: if (env(\"SLIPWAY_LAB\", \"\") != \"1\") { ... }");
        }
    }
}
