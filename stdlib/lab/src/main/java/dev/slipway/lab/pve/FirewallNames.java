package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names for addresses: one for one, or one for many. */
final class FirewallNames {
    private FirewallNames() {}

    static void routes(Routes routes, String place) {
        String aliases = place + "/aliases";
        String sets = place + "/ipset";
        routes.on("GET", aliases, FirewallNames::aliases)
                .does("POST", aliases, FirewallNames::alias)
                .does("PUT", aliases + "/{name}", FirewallNames::alias)
                .does("DELETE", aliases + "/{name}", FirewallNames::noAlias)
                .on("GET", sets, FirewallNames::sets)
                .does("POST", sets, FirewallNames::newSet)
                .on(
                        "GET",
                        sets + "/{name}",
                        call -> set(call).stream()
                                .map(entry -> shown(call, entry))
                                .toList())
                .does("POST", sets + "/{name}", FirewallNames::add)
                .does("DELETE", sets + "/{name}", FirewallNames::noSet)
                .does("PUT", sets + "/{name}/{cidr}", FirewallNames::change)
                .does("DELETE", sets + "/{name}/{cidr}", FirewallNames::remove);
    }

    private static Ruleset here(Call call) {
        return Firewalls.of(call, Firewalls.key(call));
    }

    private static Object aliases(Call call) {
        var rows = new ArrayList<Map<String, Object>>();
        here(call).aliases().forEach((name, alias) -> {
            var row = new LinkedHashMap<String, Object>(alias);
            row.put("name", name);
            row.put("ipversion", alias.getOrDefault("cidr", "").contains(":") ? 6 : 4);
            row.put("digest", Shown.digest(here(call).aliases()));
            rows.add(row);
        });
        return rows;
    }

    private static void alias(Call call) {
        String name = call.text("name");
        boolean isNew = call.operation().method().equals("POST");
        if (isNew == here(call).aliases().containsKey(name)) {
            throw isNew
                    ? Refused.parameter("name", "alias '" + name + "' already exists")
                    : Refused.parameter("name", "no such alias");
        }
        var all = new TreeMap<>(here(call).aliases());
        all.remove(name);
        all.put(call.text("rename", name), call.without("name", "rename", "digest"));
        Firewalls.change(call, Firewalls.key(call), here(call).aliases(), set -> set.aliases(all));
    }

    private static void noAlias(Call call) {
        if (!here(call).aliases().containsKey(call.text("name"))) {
            throw Refused.parameter("name", "no such alias");
        }
        var all = new TreeMap<>(here(call).aliases());
        all.remove(call.text("name"));
        Firewalls.change(call, Firewalls.key(call), here(call).aliases(), set -> set.aliases(all));
    }

    private static Object sets(Call call) {
        var rows = new ArrayList<Map<String, Object>>();
        here(call).sets().forEach((name, entries) -> {
            var row = new LinkedHashMap<String, Object>();
            row.put("name", name);
            Optional.ofNullable(here(call).notes().get(name)).ifPresent(note -> row.put("comment", note));
            row.put("digest", Shown.digest(entries));
            rows.add(row);
        });
        return rows;
    }

    private static List<Map<String, String>> set(Call call) {
        List<Map<String, String>> set = here(call).sets().get(call.text("name"));
        if (set == null) {
            throw Refused.because("no such IPSet '" + call.text("name") + "'");
        }
        return set;
    }

    private static Map<String, Object> shown(Call call, Map<String, String> entry) {
        var row = new LinkedHashMap<String, Object>(entry);
        row.computeIfPresent("nomatch", (name, value) -> value.equals("1") ? 1 : 0);
        row.put("digest", Shown.digest(set(call)));
        return row;
    }

    private static void keep(Call call, Map<String, List<Map<String, String>>> sets, Map<String, String> notes) {
        Object seen = here(call).sets().getOrDefault(call.text("name"), List.of());
        Firewalls.change(call, Firewalls.key(call), seen, all -> all.sets(sets, notes));
    }

    private static void newSet(Call call) {
        String name = call.text("name");
        String before = call.text("rename", name);
        var sets = new TreeMap<>(here(call).sets());
        var notes = new TreeMap<>(here(call).notes());
        if (call.has("rename") && !sets.containsKey(before)) {
            throw Refused.parameter("rename", "IPSet '" + before + "' does not exist");
        } else if (!call.has("rename") && sets.containsKey(name)) {
            throw Refused.parameter("name", "IPSet '" + name + "' already exists");
        }
        List<Map<String, String>> entries = sets.getOrDefault(before, List.of());
        sets.remove(before);
        sets.put(name, entries);
        if (call.has("comment")) {
            notes.put(name, call.text("comment"));
        }
        keep(call, sets, notes);
    }

    private static void noSet(Call call) {
        if (!set(call).isEmpty() && !call.truth("force", false)) {
            throw Refused.because("IPSet '" + call.text("name") + "' is not empty");
        }
        var sets = new TreeMap<>(here(call).sets());
        sets.remove(call.text("name"));
        keep(call, sets, here(call).notes());
    }

    private static void add(Call call) {
        for (Map<String, String> entry : set(call)) {
            if (call.text("cidr").equals(entry.get("cidr"))) {
                throw Refused.parameter("cidr", "address '" + call.text("cidr") + "' already exists");
            }
        }
        var entries = new ArrayList<>(set(call));
        entries.add(0, call.without("name", "digest"));
        keep(call, entries);
    }

    private static void keep(Call call, List<Map<String, String>> entries) {
        var sets = new TreeMap<>(here(call).sets());
        sets.put(call.text("name"), entries);
        keep(call, sets, here(call).notes());
    }

    private static void change(Call call) {
        var entries = new ArrayList<>(set(call));
        int place = place(call, entries);
        var entry = new TreeMap<>(call.without("digest"));
        entry.put("cidr", call.text("cidr"));
        entries.set(place, entry);
        keep(call, entries);
    }

    private static void remove(Call call) {
        var entries = new ArrayList<>(set(call));
        entries.remove(place(call, entries));
        keep(call, entries);
    }

    private static int place(Call call, List<Map<String, String>> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (call.text("cidr").equals(entries.get(i).get("cidr"))) {
                return i;
            }
        }
        throw Refused.parameter("cidr", "no such IP/CIDR");
    }
}
