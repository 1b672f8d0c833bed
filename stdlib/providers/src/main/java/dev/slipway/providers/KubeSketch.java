package dev.slipway.providers;

import dev.slipway.model.Fields;
import dev.slipway.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The Kubernetes clusters that a script reaches, as systems of a lab. Their addresses are free ones: a script has none. */
final class KubeSketch implements LabSketch {
    private static final int FIRST = 20;

    private final Set<String> clusters = new LinkedHashSet<>();

    @Override
    public void add(Task task) {
        if (task.inputs().get("kube") instanceof Fields reached) {
            clusters.add(reached.text("name"));
        }
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (String name : clusters) {
            lines.add("place kube " + name + " address=10.0.3." + (FIRST + lines.size()) + ":6443");
        }
        return lines;
    }
}
