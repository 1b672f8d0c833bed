package dev.slipway.rehearse;

import dev.slipway.graph.Graph;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.Task;
import dev.slipway.model.Value;
import dev.slipway.providers.LabSketch;
import dev.slipway.providers.Providers;
import dev.slipway.providers.SystemProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a script would need of a lab, as far as its declarations tell: the lines to begin a layout with. */
final class LayoutTemplate {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<LabSketch> sketches = Providers.systems().stream()
            .map(SystemProvider::sketch)
            .flatMap(Optional::stream)
            .toList();

    static String of(Graph graph) {
        var template = new LayoutTemplate();
        graph.tasks().forEach(template::add);
        var lines = new ArrayList<>(template.secrets.values());
        template.sketches.forEach(sketch -> lines.addAll(sketch.lines()));
        return lines.isEmpty() ? "place ssh neo address=10.0.3.12:22" : String.join("\n       ", lines);
    }

    private void add(Task task) {
        task.inputs().entries().forEach(entry -> secret(entry.getKey(), entry.getValue()));
        sketches.forEach(sketch -> sketch.add(task));
    }

    private void secret(String input, Value value) {
        if (value instanceof Fields fields) {
            fields.entries().forEach(entry -> secret(entry.getKey(), entry.getValue()));
        } else if (value instanceof Secret secret) {
            String name = secret.source().substring(secret.source().indexOf(':') + 1);
            secrets.putIfAbsent(name, line(input, name));
        }
    }

    private String line(String input, String name) {
        if (sketches.stream().anyMatch(sketch -> sketch.takesKey(input))) {
            return "key " + name;
        }
        return "secret " + name + " "
                + sketches.stream()
                        .flatMap(sketch -> sketch.secret(input).stream())
                        .findFirst()
                        .orElse("only-for-rehearsals");
    }
}
