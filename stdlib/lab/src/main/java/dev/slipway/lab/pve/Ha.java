package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Guests that are kept alive: groups in 8, rules in 9. */
final class Ha {
    private static final String HA = "/cluster/ha/";

    private Ha() {}

    static void routes(Routes routes) {
        routes.on(
                        "GET",
                        HA + "resources",
                        call -> call.cluster().haResources.values().stream()
                                .map(resource -> shown(call, resource))
                                .toList())
                .on("GET", HA + "resources/{sid}", call -> shown(call, resource(call)))
                .does("POST", HA + "resources", Ha::manage)
                .does("PUT", HA + "resources/{sid}", Ha::change)
                .does("DELETE", HA + "resources/{sid}", Ha::forget)
                .on("GET", HA + "status/current", Ha::current);
        HaGroups.routes(routes);
        HaRules.routes(routes);
    }

    /** A bare number is a guest. */
    static String id(String sid) {
        return sid.matches("[0-9]+") ? "vm:" + sid : sid;
    }

    static String vmid(String id) {
        return id.substring(id.indexOf(':') + 1);
    }

    /** What the manager makes of it at the moment. */
    static String state(Cluster cluster, ConfigSection resource) {
        String wanted = resource.option("state", "started");
        boolean runs =
                cluster.guests.get(vmid(resource.id())).map(Guest::running).orElse(false);
        return switch (wanted) {
            case "ignored" -> "ignored";
            case "disabled" -> runs ? "request_stop" : "disabled";
            case "stopped" -> runs ? "request_stop" : "stopped";
            default -> runs ? "started" : "queued";
        };
    }

    private static ConfigSection resource(ApiCall call) {
        String id = id(call.text("sid"));
        return call.cluster()
                .haResources
                .get(id)
                .orElseThrow(() -> ApiException.because("no such resource '" + id + "'"));
    }

    private static Map<String, Object> shown(ApiCall call, ConfigSection resource) {
        var shown = resource.shown("sid");
        shown.putIfAbsent("state", "started");
        shown.put("digest", ResponseText.digest(call.cluster().haResources.values()));
        return shown;
    }

    /** In 9 nobody is in a group any more; in 8 one that is not there is noticed by PUT alone. */
    private static Map<String, String> options(ApiCall call) {
        if (call.has("group") && call.in().version().isNine()) {
            throw ApiException.because("invalid parameter 'group': ha groups have been migrated to rules");
        }
        var options = new TreeMap<>(call.without("sid", "digest", "delete"));
        options.computeIfPresent("state", (name, state) -> state.equals("enabled") ? "started" : state);
        return options;
    }

    /** pve-ha-manager src/PVE/API2/HA/Resources.pm create. */
    private static void manage(ApiCall call) {
        String id = id(call.text("sid"));
        var options = options(call);
        if (!call.cluster().guests.has(vmid(id))) {
            throw ApiException.because("resource '" + id + "' does not exist in cluster");
        } else if (call.cluster().haResources.has(id)) {
            throw ApiException.because("create resource failed: resource ID '" + id + "' already defined");
        }
        options.putIfAbsent("type", "vm");
        call.cluster().haResources.put(id, new ConfigSection(id, options));
        Crm.look(call.in(), call.cluster());
    }

    private static void change(ApiCall call) {
        var options = options(call);
        if (call.has("group") && !call.cluster().haGroups.has(call.text("group"))) {
            throw ApiException.because("HA group '" + call.text("group") + "' does not exist");
        }
        ConfigSection resource = resource(call);
        ResponseText.unchanged(
                call, ResponseText.digest(call.cluster().haResources.values()));
        call.cluster().haResources.put(resource.id(), resource.with(options, call.list("delete")));
        Crm.look(call.in(), call.cluster());
    }

    private static void forget(ApiCall call) {
        String id = id(call.text("sid"));
        if (!call.cluster().haResources.has(id)) {
            throw ApiException.because("cannot delete service '" + id + "', not HA managed!");
        }
        call.cluster().haResources.remove(id);
        if (call.in().version().isNine() && call.truth("purge", true)) {
            HaRules.forget(call.cluster(), id);
        }
    }

    private static Object current(ApiCall call) {
        var rows = new ArrayList<Map<String, Object>>();
        List<Node> nodes = call.in().nodesOf(call.cluster());
        var quorum = new LinkedHashMap<String, Object>();
        quorum.put("id", "quorum");
        quorum.put("type", "quorum");
        quorum.put("node", call.door().name());
        quorum.put("status", call.in().isQuorate(call.cluster()) ? "OK" : "No quorum");
        quorum.put("quorate", ResponseText.truth(call.in().isQuorate(call.cluster())));
        rows.add(quorum);
        if (!call.cluster().haResources.keys().isEmpty()) {
            rows.add(Map.of(
                    "id",
                    "master",
                    "type",
                    "master",
                    "node",
                    nodes.get(0).name(),
                    "status",
                    nodes.get(0).name() + " (active)"));
            nodes.forEach(node -> rows.add(Map.of(
                    "id",
                    "lrm:" + node.name(),
                    "type",
                    "lrm",
                    "node",
                    node.name(),
                    "status",
                    node.name() + " (active)")));
        }
        for (ConfigSection resource : call.cluster().haResources.values()) {
            String node = call.cluster()
                    .guests
                    .get(vmid(resource.id()))
                    .map(Guest::node)
                    .orElse("");
            String state = state(call.cluster(), resource);
            var row = new LinkedHashMap<String, Object>();
            row.put("id", "service:" + resource.id());
            row.put("type", "service");
            row.put("sid", resource.id());
            row.put("node", node);
            row.put("state", state);
            row.put("crm_state", state);
            row.put("request_state", resource.option("state", "started"));
            row.put("status", resource.id() + " (" + node + ", " + state + ")");
            rows.add(row);
        }
        return rows;
    }
}
