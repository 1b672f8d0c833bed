package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names for addresses, one for one or one for many: pve-firewall PVE/API2/Firewall/Aliases.pm and IPSet.pm. */
final class FirewallNames {
    private FirewallNames() {}

    static void routes(Routes routes, String place) {
        String aliases = place + "/aliases";
        String sets = place + "/ipset";
        routes.on("GET", aliases, FirewallNames::aliases)
                .does("POST", aliases, FirewallNames::newAlias)
                .on("GET", aliases + "/{name}", FirewallNames::oneAlias)
                .does("PUT", aliases + "/{name}", FirewallNames::changeAlias)
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

    private static Ruleset here(ApiCall call) {
        return Firewalls.of(call, Firewalls.key(call));
    }

    /** The address behind a name, of which the case does not matter. */
    static Optional<String> alias(Ruleset at, String name) {
        return at.aliases().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(entry -> entry.getValue().getOrDefault("cidr", ""))
                .findFirst();
    }

    private static Map<String, Object> shown(String name, Map<String, String> alias) {
        var row = new LinkedHashMap<String, Object>(alias);
        row.put("name", name);
        row.put("ipversion", alias.getOrDefault("cidr", "").contains(":") ? 6 : 4);
        return row;
    }

    /** One alone has no digest. */
    private static Object oneAlias(ApiCall call) {
        return here(call).aliases().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(call.text("name")))
                .findFirst()
                .map(entry -> shown(entry.getKey(), entry.getValue()))
                .orElseThrow(() -> ApiException.parameter("name", "no such alias"));
    }

    private static Object aliases(ApiCall call) {
        var rows = new ArrayList<Map<String, Object>>();
        here(call).aliases().forEach((name, alias) -> {
            Map<String, Object> row = shown(name, alias);
            row.put("digest", ResponseText.digest(here(call).aliases()));
            rows.add(row);
        });
        rows.sort(Comparator.comparing(row -> String.valueOf(row.get("name")).toLowerCase(Locale.ROOT)));
        return rows;
    }

    private static void newAlias(ApiCall call) {
        if (alias(here(call), call.text("name")).isPresent()) {
            throw ApiException.parameter("name", "alias '" + call.text("name") + "' already exists");
        }
        keepAlias(call, call.text("name"));
    }

    private static void changeAlias(ApiCall call) {
        String name = call.text("name");
        String next = call.text("rename", name);
        if (alias(here(call), name).isEmpty()) {
            throw ApiException.parameter("name", "no such alias");
        } else if (!next.equalsIgnoreCase(name) && alias(here(call), next).isPresent()) {
            throw ApiException.parameter("name", "alias '" + next + "' already exists");
        }
        keepAlias(call, next);
    }

    private static void keepAlias(ApiCall call, String name) {
        var alias = new TreeMap<>(call.without("name", "rename", "digest"));
        alias.remove("name");
        alias.computeIfPresent("cidr", (key, cidr) -> Cidr.bare(cidr));
        alias.values().removeIf(String::isEmpty);
        var all = withoutAlias(call);
        all.put(name, alias);
        Firewalls.change(call, Firewalls.key(call), here(call).aliases(), set -> set.aliases(all));
    }

    /** That there is none is no error. */
    private static void noAlias(ApiCall call) {
        var all = withoutAlias(call);
        Firewalls.change(call, Firewalls.key(call), here(call).aliases(), set -> set.aliases(all));
    }

    private static Map<String, Map<String, String>> withoutAlias(ApiCall call) {
        var all = new TreeMap<>(here(call).aliases());
        all.keySet().removeIf(name -> name.equalsIgnoreCase(call.text("name")));
        return all;
    }

    private static Object sets(ApiCall call) {
        var rows = new ArrayList<Map<String, Object>>();
        here(call).sets().forEach((name, entries) -> {
            var row = new LinkedHashMap<String, Object>();
            row.put("name", name);
            Optional.ofNullable(here(call).notes().get(name))
                    .filter(note -> !note.isEmpty())
                    .ifPresent(note -> row.put("comment", note));
            row.put("digest", ResponseText.digest(here(call).sets().keySet()));
            rows.add(row);
        });
        return rows;
    }

    private static List<Map<String, String>> set(ApiCall call) {
        List<Map<String, String>> set = here(call).sets().get(call.text("name"));
        if (set == null) {
            throw ApiException.because("no such IPSet '" + call.text("name") + "'");
        }
        return set;
    }

    private static Map<String, Object> shown(ApiCall call, Map<String, String> entry) {
        var row = new LinkedHashMap<String, Object>(entry);
        row.computeIfPresent("nomatch", (name, value) -> 1);
        row.put("digest", ResponseText.digest(set(call)));
        return row;
    }

    private static void keep(ApiCall call, Map<String, List<Map<String, String>>> sets, Map<String, String> notes) {
        call.cluster().firewalls.put(Firewalls.key(call), here(call).sets(sets, notes));
    }

    /** What is read from the file again has small letters: PVE/Firewall.pm, generic_fw_config_parser. */
    private static void newSet(ApiCall call) {
        String name = call.text("name");
        String before = call.text("rename", "");
        var sets = new TreeMap<>(here(call).sets());
        var notes = new TreeMap<>(here(call).notes());
        List<Map<String, String>> entries = List.of();
        if (before.isEmpty() && sets.containsKey(name)) {
            throw ApiException.parameter("name", "IPSet '" + name + "' already exists");
        } else if (!before.isEmpty()) {
            ResponseText.unchanged(call, ResponseText.digest(sets.keySet()));
            entries = sets.remove(before);
            if (entries == null) {
                throw ApiException.parameter("name", "IPSet '" + before + "' does not exist");
            } else if (sets.containsKey(name)) {
                throw ApiException.parameter("name", "IPSet '" + name + "' does already exist");
            }
            Optional.ofNullable(notes.remove(before)).ifPresent(note -> notes.put(name, note));
        }
        sets.put(name.toLowerCase(Locale.ROOT), entries);
        if (call.has("comment")) {
            notes.put(name.toLowerCase(Locale.ROOT), call.text("comment"));
        }
        keep(call, sets, notes);
    }

    private static void noSet(ApiCall call) {
        if (!set(call).isEmpty() && !call.truth("force", false)) {
            throw ApiException.because("IPSet '" + call.text("name") + "' is not empty");
        }
        var sets = new TreeMap<>(here(call).sets());
        sets.remove(call.text("name"));
        keep(call, sets, here(call).notes());
    }

    private static void add(ApiCall call) {
        List<Map<String, String>> there = set(call);
        String cidr = call.text("cidr");
        if (cidr.matches("((dc|guest)/)?[A-Za-z][A-Za-z0-9_-]+") && !cidr.contains(":")) {
            String name = cidr.replaceFirst(".*/", "");
            if (alias(here(call), name).isEmpty()
                    && alias(Firewalls.of(call, "cluster"), name).isEmpty()) {
                throw ApiException.because("no such alias '" + name + "'");
            }
        } else {
            cidr = Cidr.clean(cidr);
        }
        for (Map<String, String> entry : there) {
            if (cidr.equals(entry.get("cidr"))) {
                throw ApiException.parameter("cidr", "address '" + cidr + "' already exists");
            }
        }
        if (cidr.matches(".*/0+")) {
            throw ApiException.parameter("cidr", "a zero prefix is not allowed in ipset entries");
        }
        var entries = new ArrayList<>(there);
        entries.add(entry(call, cidr));
        keep(call, entries);
    }

    private static Map<String, String> entry(ApiCall call, String cidr) {
        var entry = new TreeMap<String, String>();
        entry.put("cidr", cidr);
        if (call.truth("nomatch", false)) {
            entry.put("nomatch", "1");
        }
        if (!call.text("comment", "").isEmpty()) {
            entry.put("comment", call.text("comment"));
        }
        return entry;
    }

    /** In the file they are in order. */
    private static void keep(ApiCall call, List<Map<String, String>> entries) {
        var sets = new TreeMap<>(here(call).sets());
        sets.put(
                call.text("name"),
                entries.stream()
                        .sorted(Comparator.comparing(entry -> entry.getOrDefault("cidr", "")))
                        .toList());
        keep(call, sets, here(call).notes());
    }

    private static void change(ApiCall call) {
        ResponseText.unchanged(call, ResponseText.digest(set(call)));
        var entries = new ArrayList<>(set(call));
        if (!entries.removeIf(entry -> call.text("cidr").equals(entry.get("cidr")))) {
            throw ApiException.parameter("cidr", "no such IP/Network");
        }
        entries.add(entry(call, call.text("cidr")));
        keep(call, entries);
    }

    /** That there is no such entry is no error. */
    private static void remove(ApiCall call) {
        ResponseText.unchanged(call, ResponseText.digest(set(call)));
        var entries = new ArrayList<>(set(call));
        entries.removeIf(entry -> call.text("cidr").equals(entry.get("cidr")));
        keep(call, entries);
    }
}
