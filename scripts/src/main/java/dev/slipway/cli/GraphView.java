package dev.slipway.cli;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Printable;
import dev.slipway.model.Pure;
import dev.slipway.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph for people, for graphviz and for programs. */
record GraphView(Graph graph) {
    List<String> text() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < graph.size(); i++) {
            Task task = graph.task(i);
            lines.add(task.key() + "  " + sort(task) + "  (" + task.origin() + ")");
            task.inputs()
                    .entries()
                    .forEach(input -> lines.add("    " + Printable.line(input.getKey() + " = " + input.getValue())));
            for (int need : graph.needs(i)) {
                lines.add("    <- " + graph.task(need).key());
            }
        }
        graph.outputs()
                .entries()
                .forEach(output -> lines.add("output " + Printable.line(output.getKey() + " = " + output.getValue())));
        return lines;
    }

    List<String> dot() {
        var lines = new ArrayList<String>();
        lines.add("digraph slipway {");
        lines.add("  rankdir=LR; node [shape=box, fontname=\"sans-serif\"];");
        for (int i = 0; i < graph.size(); i++) {
            Task task = graph.task(i);
            String style = task instanceof Effect ? "" : task instanceof Pure ? ", style=rounded" : ", style=dashed";
            lines.add(
                    "  " + quoted(task) + " [tooltip=\"" + escaped(task.origin().toString()) + "\"" + style + "];");
        }
        for (int i = 0; i < graph.size(); i++) {
            for (int need : graph.needs(i)) {
                lines.add("  " + quoted(graph.task(need)) + " -> " + quoted(graph.task(i)) + ";");
            }
        }
        lines.add("}");
        return lines;
    }

    String json() {
        var object = new LinkedHashMap<String, Object>();
        object.put("v", 1);
        object.put("fingerprint", graph.fingerprint().toString());
        var tasks = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < graph.size(); i++) {
            tasks.add(task(i));
        }
        object.put("tasks", tasks);
        object.put("outputs", graph.outputs());
        return Json.of(object);
    }

    private Map<String, Object> task(int i) {
        Task task = graph.task(i);
        var object = new LinkedHashMap<String, Object>();
        object.put("key", task.key().toString());
        object.put("sort", sort(task));
        object.put("file", task.origin().file());
        object.put("line", task.origin().line());
        if (!task.origin().call().isEmpty()) {
            object.put("call", task.origin().call());
        }
        object.put("inputs", task.inputs());
        object.put(
                "needs",
                Arrays.stream(graph.needs(i))
                        .mapToObj(need -> graph.task(need).key().toString())
                        .toList());
        return object;
    }

    private static String sort(Task task) {
        return task instanceof Effect ? "effect" : task instanceof Pure ? "pure" : "observe";
    }

    private static String quoted(Task task) {
        return "\"" + escaped(task.key().toString()) + "\"";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
