package dev.slipway.lab.kube;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs cases on a server, and writes its answers so that those of another server can be the same. */
final class ContractRun {
    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?Z";
    private static final String UID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private final Server server;
    private final String prefix;
    private final Map<String, String> uids = new HashMap<>();
    private final Map<String, String> saved = new HashMap<>();

    ContractRun(Server server, String prefix) {
        this.server = server;
        this.prefix = prefix;
    }

    /** The recording of a case: a line for each answer. */
    List<String> record(ContractCases.Case one, int number) {
        String namespace = prefix + number;
        server.ask(
                "POST",
                "/api/v1/namespaces",
                Optional.of("admin-token"),
                "application/json",
                "{\"metadata\":{\"name\":\"" + namespace + "\"}}");
        uids.clear();
        saved.clear();
        var lines = new ArrayList<String>();
        lines.add("case " + one.name());
        for (ContractCases.Step step : one.steps()) {
            Server.Reply reply = ask(step, namespace);
            remember(reply.body());
            if (!step.quiet()) {
                lines.add(step.method() + " " + step.path());
                lines.add(reply.status() + " " + normal(reply.body(), namespace)
                        + (reply.warnings().isEmpty()
                                ? ""
                                : " warnings " + reply.warnings().replace("\n", " | ")));
            }
        }
        return lines;
    }

    private Server.Reply ask(ContractCases.Step step, String namespace) {
        for (int i = 0; ; i++) {
            Server.Reply reply = server.ask(
                    step.method(),
                    filled(step.path(), namespace),
                    step.token(),
                    step.type(),
                    filled(step.body(), namespace));
            if (step.until() == 0 || step.until() == reply.status() || i == 100) {
                return reply;
            }
            server.settle();
        }
    }

    /** {@code $UID}, {@code $RV} and {@code $CONTINUE} are those of the answer before. */
    private String filled(String text, String namespace) {
        String filled = text.replace("$NS", namespace);
        for (Map.Entry<String, String> entry : saved.entrySet()) {
            filled = filled.replace(entry.getKey(), entry.getValue());
        }
        return filled;
    }

    private void remember(String body) {
        try {
            Map<String, Object> object = Tree.map(JsonReader.read(body));
            put("$UID", Tree.text(object, "metadata", "uid"));
            put("$RV", Tree.text(object, "metadata", "resourceVersion"));
            put("$CONTINUE", Tree.text(object, "metadata", "continue"));
        } catch (JsonReader.Malformed e) {
            // no object
        }
    }

    private void put(String name, String value) {
        if (!value.isEmpty()) {
            saved.put(name, value);
        }
    }

    private String normal(String body, String namespace) {
        var lines = new ArrayList<String>();
        for (String line :
                body.strip().startsWith("{") && body.contains("}\n{") ? body.split("\n", -1) : new String[] {body}) {
            if (line.isBlank()) {
                continue;
            }
            try {
                lines.add(Json.text(GoText.sorted(normal(GoText.sorted(JsonReader.read(line)), namespace, ""))));
            } catch (JsonReader.Malformed e) {
                lines.add(line.strip().replace("\n", "\\n"));
            }
        }
        return String.join(" ", lines);
    }

    private @Nullable Object normal(@Nullable Object value, String namespace, String name) {
        if (value instanceof Map<?, ?> map) {
            var normal = Tree.of();
            map.forEach((key, item) ->
                    normal.put(text(String.valueOf(key), namespace), normal(item, namespace, String.valueOf(key))));
            return normal;
        } else if (value instanceof List<?> list) {
            var normal = new ArrayList<Object>();
            list.forEach(item -> normal.add(normal(item, namespace, "")));
            if (name.equals("causes")) {
                normal.sort(Comparator.comparing(Object::toString));
            } else if (name.equals("managedFields")) {
                normal.sort(
                        Comparator.comparing(ContractRun::manager)); // not by time, which may change a second earlier
            }
            return normal;
        } else if (value instanceof String text) {
            return switch (name) {
                case "resourceVersion" -> "RV";
                case "continue" -> "CONTINUE";
                case "clusterIP" -> text.matches("[0-9.]+") ? "IP" : text;
                default -> text(text, namespace);
            };
        } else if (value instanceof Long && (name.equals("nodePort") || name.equals("healthCheckNodePort"))) {
            return "PORT";
        }
        return value;
    }

    private static String manager(Object entry) {
        return Tree.text(entry, "operation") + " " + Tree.text(entry, "manager") + " " + Tree.text(entry, "apiVersion")
                + " " + Tree.text(entry, "subresource");
    }

    private String text(String text, String namespace) {
        String normal = text.replace(namespace, "NS").replaceAll(TIME, "TIME");
        var matcher = java.util.regex.Pattern.compile(UID).matcher(normal);
        normal = matcher.replaceAll(found -> uids.computeIfAbsent(found.group(), uid -> "UID" + (uids.size() + 1)));
        normal = normal.replaceAll("10\\.96\\.[0-9]+\\.[0-9]+", "IP");
        normal = normal.replaceAll(
                "too old resource version: ([0-9]+) \\([0-9]+\\)", "too old resource version: $1 (RV)");
        normal = normal.replaceAll("in record \\([0-9]+\\)", "in record (RV)");
        normal = normal.replaceAll("Invalid value: \"\\{.*\\}\": ", "Invalid value: OBJECT: ");
        return normal.replaceAll("(gen-)[a-z0-9]{5}\\b", "$1RANDOM");
    }
}
