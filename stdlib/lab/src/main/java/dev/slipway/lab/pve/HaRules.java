package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which nodes guests prefer, and which guests are to be together or apart, as 9 has it. */
final class HaRules {
    private static final String RULES = "/cluster/ha/rules";

    private HaRules() {}

    static void routes(Routes routes) {
        routes.on(
                        "GET",
                        RULES,
                        call -> call.cluster().haRules.values().stream()
                                .filter(rule -> !call.has("type")
                                        || rule.option("type", "").equals(call.text("type")))
                                .filter(rule -> !call.has("resource")
                                        || ApiCall.listed(rule.option("resources", ""))
                                                .contains(Ha.id(call.text("resource"))))
                                .map(rule -> shown(call, rule))
                                .toList())
                .does("POST", RULES, HaRules::create)
                .does("PUT", RULES + "/{rule}", HaRules::change)
                .does(
                        "DELETE",
                        RULES + "/{rule}",
                        call -> call.cluster().haRules.remove(call.text("rule")));
    }

    private static Map<String, Object> shown(ApiCall call, ConfigSection rule) {
        var shown = rule.shown("rule");
        shown.put("digest", ResponseText.digest(call.cluster().haRules.values()));
        return shown;
    }

    private static void create(ApiCall call) {
        if (call.in().strikes("ha-groups")) {
            throw ApiException.because("cannot create ha rule: ha groups have not been migrated yet");
        }
        String id = call.text("rule");
        failing("create ha rule failed: ", () -> {
            if (call.cluster().haRules.has(id)) {
                throw ApiException.because("HA rule '" + id + "' already defined");
            }
            keep(call, new ConfigSection(id, options(call)));
        });
    }

    private static void change(ApiCall call) {
        if (call.in().strikes("ha-groups")) {
            throw ApiException.because("cannot update ha rule: ha groups have not been migrated yet");
        }
        failing("update HA rules failed: ", () -> {
            ResponseText.unchanged(
                    call, ResponseText.digest(call.cluster().haRules.values()));
            String id = call.text("rule");
            ConfigSection rule = call.cluster()
                    .haRules
                    .get(id)
                    .orElseThrow(() -> ApiException.because("HA rule '" + id + "' does not exist"));
            if (!call.text("type").equals(rule.option("type", ""))) {
                throw ApiException.parameter("type", "the type of a rule cannot be changed");
            }
            keep(call, rule.with(options(call), call.list("delete")));
        });
    }

    /** What goes wrong under the lock is told as text. pve-ha-manager src/PVE/HA/Config.pm lock_ha_domain. */
    static void failing(String what, Runnable action) {
        try {
            action.run();
        } catch (ApiException e) {
            throw e.status() == 500 ? ApiException.because(what + e.text()) : e;
        }
    }

    private static Map<String, String> options(ApiCall call) {
        var options = new TreeMap<>(call.without("rule", "digest", "delete"));
        options.computeIfPresent(
                "resources",
                (name, list) ->
                        ApiCall.listed(list).stream().map(Ha::id).sorted().collect(Collectors.joining(",")));
        return options;
    }

    /** A rule that could not be followed is refused. pve-ha-manager src/PVE/API2/HA/Rules.pm assert_feasibility. */
    private static void keep(ApiCall call, ConfigSection rule) {
        List<String> resources = ApiCall.listed(rule.option("resources", ""));
        boolean ofNodes = rule.option("type", "").equals("node-affinity");
        for (String needed : ofNodes ? List.of("nodes", "resources") : List.of("affinity", "resources")) {
            if (rule.option(needed, "").isEmpty()) {
                throw ApiException.parameter(needed, "missing value for required option '" + needed + "'");
            }
        }
        List<String> unmanaged = resources.stream()
                .filter(resource -> !call.cluster().haResources.has(resource))
                .toList();
        if (!unmanaged.isEmpty()) {
            throw ApiException.because("cannot use unmanaged resource(s) " + String.join(", ", unmanaged) + ".");
        }
        List<String> nodes =
                call.in().nodesOf(call.cluster()).stream().map(Node::name).toList();
        List<String> unknown = (ofNodes ? ApiCall.listed(rule.option("nodes", "")) : List.<String>of())
                .stream()
                        .map(node -> node.replaceFirst(":.*", ""))
                        .filter(node -> !nodes.contains(node))
                        .sorted()
                        .toList();
        if (!unknown.isEmpty()) {
            throw ApiException.because("cannot use non-existent node(s) " + String.join(", ", unknown) + ".");
        }
        List<String> wrong = infeasible(call.cluster(), rule, ofNodes, resources);
        if (!wrong.isEmpty()) {
            throw ApiException.because(
                    "400 Rule '" + rule.id() + "' is invalid. resources: " + String.join(", ", wrong) + " ");
        }
        call.cluster().haRules.put(rule.id(), rule);
        Crm.look(call.in(), call.cluster());
    }

    /**
     * How many nodes there are is what the manager has seen of them, which is none before it has looked for the first time.
     * pve-ha-manager src/PVE/API2/HA/Rules.pm check_feasibility, src/PVE/HA/Rules/ResourceAffinity.pm and NodeAffinity.pm.
     */
    private static List<String> infeasible(
            Cluster cluster, ConfigSection rule, boolean ofNodes, List<String> resources) {
        var wrong = new ArrayList<String>();
        List<ConfigSection> rules = new ArrayList<>(cluster.haRules.values());
        rules.removeIf(other -> other.id().equals(rule.id()));
        rules.add(rule);
        if (ofNodes) {
            for (String resource : resources) {
                boolean isUsed = cluster.haRules.values().stream()
                        .filter(other -> !other.id().equals(rule.id())
                                && other.option("type", "").equals("node-affinity"))
                        .anyMatch(other ->
                                ApiCall.listed(other.option("resources", "")).contains(resource));
                if (isUsed) {
                    wrong.add("resource '" + resource + "' is already used in another node affinity rule");
                }
            }
            HaConflicts.of(rules, rule.id()).forEach(wrong::add);
            return wrong;
        }
        if (resources.size() < 2) {
            wrong.add("rule is ineffective as there are less than two resources");
        }
        if (rule.option("affinity", "").equals("negative")
                && resources.size() > cluster.haNodes.keys().size()) {
            wrong.add("rule defines more resources than available nodes");
        }
        HaConflicts.of(rules, rule.id()).forEach(wrong::add);
        return wrong;
    }

    /** Rules about a guest that is managed no more are about the others. */
    static void forget(Cluster cluster, String resource) {
        for (ConfigSection rule : cluster.haRules.values()) {
            List<String> left = ApiCall.listed(rule.option("resources", "")).stream()
                    .filter(one -> !one.equals(resource))
                    .toList();
            if (left.isEmpty()) {
                cluster.haRules.remove(rule.id());
            } else {
                cluster.haRules.put(rule.id(), rule.with(Map.of("resources", String.join(",", left)), List.of()));
            }
        }
    }
}
