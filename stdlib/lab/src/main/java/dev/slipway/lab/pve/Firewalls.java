package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Firewalls of the cluster, of nodes and of guests: options, and rules in their order. */
final class Firewalls {
    private static final List<String> PLACES =
            List.of("/cluster/firewall", "/nodes/{node}/firewall", "/nodes/{node}/qemu/{vmid}/firewall");

    private static final long TRIAL = 60;
    private static final long MILLIS = 1000;

    private Firewalls() {}

    static void routes(Routes routes) {
        for (String place : PLACES) {
            routes.on("GET", place + "/options", call -> options(call))
                    .does("PUT", place + "/options", Firewalls::setOptions);
            rules(routes, place + "/rules", Firewalls::key);
        }
        for (String place : List.of(PLACES.get(0), PLACES.get(2))) {
            FirewallNames.routes(routes, place);
        }
        FirewallGroups.routes(routes);
    }

    /** Whose rules are meant. */
    static String key(ApiCall call) {
        String path = call.operation().path();
        if (path.startsWith("/cluster")) {
            return "cluster";
        } else if (path.contains("{vmid}")) {
            // whether there is such a guest is not asked: PVE/API2/Firewall/VM.pm, Rules.pm
            return "guest-" + call.text("vmid");
        }
        return "node-" + call.node().name();
    }

    static Ruleset of(ApiCall call, String key) {
        return call.cluster().firewalls.get(key).orElse(Ruleset.EMPTY);
    }

    static void change(ApiCall call, String key, Object seen, UnaryOperator<Ruleset> change) {
        if (call.has("digest") && !call.text("digest").equals(ResponseText.digest(seen))) {
            throw ApiException.because("detected modified configuration - file changed by other user? Try again.");
        }
        call.cluster().firewalls.put(key, change.apply(of(call, key)));
    }

    private static Object options(ApiCall call) {
        Map<String, String> options = inForce(call.now(), of(call, key(call)).options());
        var shown = new ConfigSection("", options).shown("digest");
        shown.put("digest", ResponseText.digest(options));
        return shown;
    }

    /** It is off again a minute after it was switched on for a trial: PVE/Firewall.pm, parse_clusterfw_option. */
    static Map<String, String> inForce(long now, Map<String, String> options) {
        long since = Long.parseLong(options.getOrDefault("enable", "0"));
        if (since <= 1 || now / MILLIS - since <= TRIAL) {
            return options;
        }
        var off = new TreeMap<>(options);
        off.put("enable", "0");
        return off;
    }

    /** A number above one switches the firewall of the cluster on for a minute: Cluster.pm, set_options. */
    private static void setOptions(ApiCall call) {
        var options = new TreeMap<>(of(call, key(call)).options());
        Set<String> known = call.operation().parameters().keySet();
        for (String name : call.list("delete")) {
            if (!known.contains(name) || name.matches("digest|delete|node|vmid")) {
                throw ApiException.parameter("delete", "no such option '" + name + "'");
            }
            options.remove(name);
        }
        var given = call.without("digest", "delete");
        given.replaceAll((name, value) -> name.matches("enable") && value.matches("(?i)yes|on|true") ? "1" : value);
        if (key(call).equals("cluster") && given.getOrDefault("enable", "").matches("[2-9]|[1-9][0-9]+")) {
            given.put("enable", String.valueOf(call.now() / MILLIS));
        }
        options.putAll(given);
        change(call, key(call), inForce(call.now(), of(call, key(call)).options()), set -> set.options(options));
        if (Long.parseLong(options.getOrDefault("enable", "0")) > 1) {
            call.in().filter().now(call.node());
        }
    }

    /** Rules with their places in the list, which change when one comes or goes. */
    static void rules(Routes routes, String path, Function<ApiCall, String> key) {
        routes.on("GET", path, call -> {
                    var rows = new ArrayList<Map<String, Object>>();
                    for (int i = 0; i < of(call, key.apply(call)).rules().size(); i++) {
                        rows.add(shown(of(call, key.apply(call)).rules(), i));
                    }
                    return rows;
                })
                .does("POST", path, call -> add(call, key.apply(call)))
                .does("PUT", path + "/{pos}", call -> set(call, key.apply(call)))
                .does("DELETE", path + "/{pos}", call -> remove(call, key.apply(call)));
        routes.on("GET", path + "/{pos}", call -> {
            Map<String, Object> rule = shown(of(call, key.apply(call)).rules(), place(call, key.apply(call)));
            rule.put("pos", call.text("pos")); // as it stands in the path
            return rule;
        });
    }

    private static Map<String, Object> shown(List<Map<String, String>> rules, int place) {
        var row = new LinkedHashMap<String, Object>();
        row.put("pos", place);
        rules.get(place)
                .forEach((name, value) ->
                        row.put(name, name.matches("enable|ipversion") ? ResponseText.number(value) : value));
        row.put("digest", ResponseText.digest(rules));
        return row;
    }

    private static int place(ApiCall call, String key) {
        int place = (int) call.number("pos", -1);
        if (place < 0 || place >= of(call, key).rules().size()) {
            throw ApiException.because("no rule at position " + place);
        }
        return place;
    }

    private static Map<String, String> given(ApiCall call) {
        return call.without("digest", "pos", "moveto", "delete", "group");
    }

    /**
     * A new rule is always the first, whatever place it asks for, does nothing unless it says so, and asks for no digest:
     * PVE/API2/Firewall/Rules.pm, create_rule.
     */
    private static void add(ApiCall call, String key) {
        var given = new TreeMap<>(given(call));
        given.putIfAbsent("enable", "0");
        Map<String, String> rule = FirewallRules.checked(call, key, given);
        var rules = new ArrayList<Map<String, String>>(of(call, key).rules());
        rules.add(0, rule);
        call.cluster().firewalls.put(key, of(call, key).rules(rules));
    }

    private static void set(ApiCall call, String key) {
        int place = place(call, key);
        var rules = new ArrayList<Map<String, String>>(of(call, key).rules());
        List<Map<String, String>> seen = List.copyOf(rules);
        if (call.has("moveto") && call.number("moveto", 0) != place) {
            int to = (int) call.number("moveto", 0);
            Map<String, String> moved = rules.remove(place);
            rules.add(Math.min(rules.size(), to > place ? to - 1 : to), moved);
        } else {
            var rule = new TreeMap<>(rules.get(place));
            rule.remove("ipversion");
            rule.putAll(given(call));
            FirewallRules.removed(
                    rule, call.list("delete"), call.operation().parameters().keySet());
            rules.set(place, FirewallRules.checked(call, key, rule));
        }
        change(call, key, seen, set -> set.rules(rules));
    }

    private static void remove(ApiCall call, String key) {
        int place = place(call, key);
        var rules = new ArrayList<Map<String, String>>(of(call, key).rules());
        List<Map<String, String>> seen = List.copyOf(rules);
        rules.remove(place);
        change(call, key, seen, set -> set.rules(rules));
    }
}
