package dev.slipway.rehearse;

import dev.slipway.graph.Graph;
import dev.slipway.model.ForEach;
import dev.slipway.model.Problems;
import dev.slipway.model.Task;
import java.util.Map;
import java.util.Set;

/** Tasks that would leave the lab: they act on this very machine, or go to the network by themselves. */
final class LabBoundary {
    private static final String FILES = "it would write to this machine, over what the real runs leave here";
    private static final String PROGRAMS = "it runs on this machine, and a program can reach real systems from here";
    private static final String NETWORK = "it would ask the world, which the lab has no twin for";
    private static final String UNKNOWN = "nothing is known of where it would act";

    /** What only computes; and whatever goes through the addresses of the lab, by the beginning of its kind. */
    private static final Set<String> STAYS = Set.of("condition", "template", "text", ForEach.KIND);

    private static final Set<String> DIALS = Set.of("host", "pve");

    private static final Map<String, String> WHY = Map.of(
            "archive", FILES,
            "directory", FILES,
            "download", NETWORK,
            "exec", PROGRAMS,
            "file", FILES,
            "http", NETWORK,
            "task", PROGRAMS,
            "wait", NETWORK);

    private LabBoundary() {}

    static void refuse(Graph graph) {
        var problems = new Problems();
        graph.tasks().forEach(task -> look(task, problems));
        for (ForEach fan : graph.fans()) {
            fan.templates().forEach(task -> look(task, problems));
        }
        problems.throwIfAny();
    }

    private static void look(Task task, Problems problems) {
        String kind = task.key().kind();
        String sort = kind.split("\\.", -1)[0];
        if (!STAYS.contains(kind) && !DIALS.contains(sort)) {
            problems.add(
                    task.key() + " cannot be rehearsed",
                    task.origin(),
                    WHY.getOrDefault(sort, UNKNOWN),
                    "leave it out there: if (env(\"SLIPWAY_LAB\", \"\") != \"1\") { ... }");
        }
    }
}
