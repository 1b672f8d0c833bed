package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.schema.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The columns of a kind: its name, what matters most of it, and its age (kubernetes/kubernetes: pkg/printers/internalversion/printers.go). */
final class TableColumns {
    private static final String NONE = "<none>";

    private final Cluster cluster;
    private final Map<String, Function<Map<String, Object>, Object>> columns = new LinkedHashMap<>();

    TableColumns(Cluster cluster, ResourceType type) {
        this.cluster = cluster;
        columns.put("Name", object -> Tree.text(object, "metadata", "name"));
        if (type.custom()) {
            type.columns().forEach(column -> columns.put(column.name(), object -> custom(object, column)));
            return;
        }
        switch (type.key()) {
            case "/namespaces" -> columns.put("Status", object -> Tree.text(object, "status", "phase"));
            case "/nodes" -> columns.put("Status", TableColumns::node);
            case "/pods" -> pods();
            case "/services" -> services();
            case "/configmaps" ->
                columns.put("Data", object -> (long) Tree.map(object, "data").size());
            case "/secrets" -> {
                columns.put("Type", object -> Tree.text(object, "type"));
                columns.put("Data", object -> (long) Tree.map(object, "data").size());
            }
            case "/persistentvolumeclaims" -> {
                columns.put("Status", object -> Tree.text(object, "status", "phase"));
                columns.put("Volume", object -> Tree.text(object, "spec", "volumeName"));
                columns.put("Capacity", object -> Tree.text(object, "status", "capacity", "storage"));
            }
            case "apps/deployments" -> {
                columns.put("Ready", object -> ready(object, "readyReplicas"));
                columns.put("Up-to-date", object -> Tree.number(object, 0, "status", "updatedReplicas"));
                columns.put("Available", object -> Tree.number(object, 0, "status", "availableReplicas"));
            }
            case "apps/statefulsets" -> columns.put("Ready", object -> ready(object, "readyReplicas"));
            case "apps/replicasets" -> {
                columns.put("Desired", object -> Tree.number(object, 0, "spec", "replicas"));
                columns.put("Current", object -> Tree.number(object, 0, "status", "replicas"));
                columns.put("Ready", object -> Tree.number(object, 0, "status", "readyReplicas"));
            }
            default -> {}
        }
        columns.put("Age", object -> age(Tree.text(object, "metadata", "creationTimestamp")));
    }

    private void pods() {
        columns.put("Ready", object -> {
            List<Map<String, Object>> statuses = Tree.maps(object, "status", "containerStatuses");
            long ready =
                    statuses.stream().filter(one -> Tree.truth(one, "ready")).count();
            return ready + "/" + Tree.list(object, "spec", "containers").size();
        });
        columns.put("Status", TableColumns::pod);
        columns.put("Restarts", object -> "0");
    }

    private static String pod(Map<String, Object> pod) {
        if (Tree.has(pod, "metadata", "deletionTimestamp")) {
            return "Terminating";
        }
        for (Map<String, Object> status : Tree.maps(pod, "status", "containerStatuses")) {
            for (String state : List.of("waiting", "terminated")) {
                String reason = Tree.text(status, "state", state, "reason");
                if (!reason.isEmpty()) {
                    return reason;
                }
            }
        }
        return Tree.text(pod, "status", "phase");
    }

    private static String node(Map<String, Object> node) {
        boolean ready = Tree.maps(node, "status", "conditions").stream()
                .anyMatch(one -> Tree.text(one, "type").equals("Ready")
                        && Tree.text(one, "status").equals("True"));
        return (ready ? "Ready" : "NotReady")
                + (Tree.truth(node, "spec", "unschedulable") ? ",SchedulingDisabled" : "");
    }

    private void services() {
        columns.put("Type", object -> Tree.text(object, "spec", "type"));
        columns.put("Cluster-IP", object -> orNone(Tree.text(object, "spec", "clusterIP")));
        columns.put("External-IP", object -> {
            var addresses = new ArrayList<String>();
            Tree.maps(object, "status", "loadBalancer", "ingress").forEach(one -> addresses.add(Tree.text(one, "ip")));
            boolean waits = Tree.text(object, "spec", "type").equals("LoadBalancer") && addresses.isEmpty();
            return waits ? "<pending>" : orNone(String.join(",", addresses));
        });
        columns.put("Port(s)", object -> {
            var ports = new ArrayList<String>();
            for (Map<String, Object> port : Tree.maps(object, "spec", "ports")) {
                String node = Tree.text(port, "nodePort");
                ports.add(Tree.text(port, "port") + (node.isEmpty() ? "" : ":" + node) + "/"
                        + Tree.text(port, "protocol"));
            }
            return orNone(String.join(",", ports));
        });
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    private static String ready(Map<String, Object> object, String field) {
        return Tree.number(object, 0, "status", field) + "/" + Tree.number(object, 0, "spec", "replicas");
    }

    private Object custom(Map<String, Object> object, ResourceType.Column column) {
        String text = Tree.text(object, column.path().replaceFirst("^\\.", "").split("\\.", -1));
        return column.type().equals("date") && !text.isEmpty() ? age(text) : text;
    }

    /** How long ago something was, as kubectl shows it (kubernetes/apimachinery: pkg/util/duration/duration.go). */
    private String age(String time) {
        if (time.isEmpty()) {
            return "<unknown>";
        }
        long seconds = Math.max(
                0, Duration.between(Instant.parse(time), cluster.clock().now()).toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        } else if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        } else if (seconds < 3 * 3600) {
            return seconds / 60 + "m";
        } else if (seconds < 8 * 3600) {
            return seconds / 3600 + "h" + (seconds / 60 % 60 == 0 ? "" : seconds / 60 % 60 + "m");
        }
        return seconds < 48 * 3600 ? seconds / 3600 + "h" : seconds / 86400 + "d";
    }

    List<Object> cells(Map<String, Object> object) {
        var cells = new ArrayList<Object>();
        columns.values().forEach(column -> cells.add(column.apply(object)));
        return cells;
    }

    List<Object> definitions() {
        var definitions = new ArrayList<Object>();
        columns.keySet()
                .forEach(name -> definitions.add(Tree.of(
                        "name",
                        name,
                        "type",
                        "string",
                        "format",
                        name.equals("Name") ? "name" : "",
                        "description",
                        "",
                        "priority",
                        0L)));
        return definitions;
    }
}
