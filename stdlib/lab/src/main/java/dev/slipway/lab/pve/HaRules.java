package dev.slipway.lab.pve;

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
                                        || Call.listed(rule.option("resources", ""))
                                                .contains(Ha.id(call.text("resource"))))
                                .map(rule -> shown(call, rule))
                                .toList())
                .does("POST", RULES, HaRules::create)
                .does("PUT", RULES + "/{rule}", HaRules::change)
                .does(
                        "DELETE",
                        RULES + "/{rule}",
                        call -> call.cluster().haRules.remove(rule(call).id()));
    }

    private static Map<String, Object> shown(Call call, Section rule) {
        var shown = rule.shown("rule");
        shown.put("digest", Shown.digest(call.cluster().haRules.values()));
        return shown;
    }

    private static Section rule(Call call) {
        String id = call.text("rule");
        return call.cluster().haRules.get(id).orElseThrow(() -> Refused.because("no such ha rule '" + id + "'"));
    }

    private static void create(Call call) {
        String id = call.text("rule");
        if (call.cluster().haRules.has(id)) {
            throw Refused.because("HA rule '" + id + "' already defined");
        }
        keep(call, new Section(id, options(call)));
    }

    private static void change(Call call) {
        Section rule = rule(call);
        Shown.unchanged(call, Shown.digest(call.cluster().haRules.values()));
        if (!call.text("type").equals(rule.option("type", ""))) {
            throw Refused.parameter("type", "the type of a rule cannot be changed");
        }
        keep(call, rule.with(options(call), call.list("delete")));
    }

    private static Map<String, String> options(Call call) {
        var options = new TreeMap<>(call.without("rule", "digest", "delete"));
        options.computeIfPresent(
                "resources",
                (name, list) -> Call.listed(list).stream().map(Ha::id).sorted().collect(Collectors.joining(",")));
        return options;
    }

    /** A rule that could not be followed is refused. */
    private static void keep(Call call, Section rule) {
        List<String> resources = Call.listed(rule.option("resources", ""));
        boolean ofNodes = rule.option("type", "").equals("node-affinity");
        for (String needed : ofNodes ? List.of("nodes", "resources") : List.of("affinity", "resources")) {
            if (rule.option(needed, "").isEmpty()) {
                throw Refused.parameter(needed, "missing value for required option '" + needed + "'");
            }
        }
        for (String resource : resources) {
            if (!call.cluster().haResources.has(resource)) {
                throw Refused.because("cannot use unmanaged resource(s) " + resource + ".");
            }
        }
        int nodes = call.in().nodesOf(call.cluster()).size();
        if (!ofNodes && resources.size() < 2) {
            throw Refused.because(
                    "rule '" + rule.id() + "' - rule is ineffective as there are less than two resources");
        } else if (!ofNodes && rule.option("affinity", "").equals("negative") && resources.size() > nodes) {
            throw Refused.because(
                    "rule '" + rule.id() + "' - rule defines more resources than available nodes (" + nodes + ")");
        }
        for (String node : ofNodes ? Call.listed(rule.option("nodes", "")) : List.<String>of()) {
            String name = node.replaceFirst(":.*", "");
            if (call.in().nodesOf(call.cluster()).stream()
                    .noneMatch(one -> one.name().equals(name))) {
                throw Refused.because("no such cluster node '" + name + "'");
            }
        }
        call.cluster().haRules.put(rule.id(), rule);
        Crm.look(call.in(), call.cluster());
    }

    /** Rules about a guest that is managed no more are about the others. */
    static void forget(Cluster cluster, String resource) {
        for (Section rule : cluster.haRules.values()) {
            List<String> left = Call.listed(rule.option("resources", "")).stream()
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
