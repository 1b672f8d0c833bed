package dev.slipway.rehearse;

import dev.slipway.graph.Graph;
import dev.slipway.model.ForEach;
import dev.slipway.model.Problems;
import dev.slipway.model.Task;
import dev.slipway.providers.Providers;
import dev.slipway.providers.SystemProvider;
import java.util.List;
import java.util.Optional;

/** Tasks that would leave the lab: they act on this very machine, or go to the network by themselves. */
final class LabBoundary {
    private static final String UNKNOWN = "no system on the class path has this kind, so where it would act is unknown";

    private LabBoundary() {}

    static void refuse(Graph graph) {
        var problems = new Problems();
        List<SystemProvider> systems = Providers.systems();
        graph.tasks().forEach(task -> look(task, systems, problems));
        for (ForEach fan : graph.fans()) {
            fan.templates().forEach(task -> look(task, systems, problems));
        }
        problems.throwIfAny();
    }

    private static void look(Task task, List<SystemProvider> systems, Problems problems) {
        String kind = task.key().kind();
        if (kind.equals(ForEach.KIND)) {
            return;
        }
        Optional<String> reason = systems.stream()
                .filter(system -> system.kinds().contains(kind))
                .findFirst()
                .map(system -> system.leavesLab(kind))
                .orElse(Optional.of(UNKNOWN));
        reason.ifPresent(why -> problems.add(
                task.key() + " cannot be rehearsed",
                task.origin(),
                why,
                "leave it out there: if (env(\"SLIPWAY_LAB\", \"\") != \"1\") { ... }"));
    }
}
