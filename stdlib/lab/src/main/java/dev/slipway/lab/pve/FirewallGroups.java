package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Rules under a name, which other rules may call: pve-firewall PVE/API2/Firewall/Groups.pm and Rules.pm. */
final class FirewallGroups {
    private static final String GROUPS = "/cluster/firewall/groups";
    private static final String PREFIX = "group-";

    private FirewallGroups() {}

    /** What is read from the file again has small letters: PVE/Firewall.pm, generic_fw_config_parser. */
    static String key(String group) {
        return PREFIX + group.toLowerCase(Locale.ROOT);
    }

    static void routes(Routes routes) {
        routes.on("GET", GROUPS, FirewallGroups::list)
                .does("POST", GROUPS, FirewallGroups::create)
                .does("DELETE", GROUPS + "/{group}", FirewallGroups::delete);
        Firewalls.rules(routes, GROUPS + "/{group}", FirewallGroups::known);
    }

    private static String known(ApiCall call) {
        String key = PREFIX + call.text("group");
        if (!call.cluster().firewalls.has(key)) {
            throw ApiException.because("no such security group '" + call.text("group") + "'");
        }
        return key;
    }

    private static Object list(ApiCall call) {
        return call.cluster().firewalls.keys().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> {
                    Ruleset group = Firewalls.of(call, key);
                    var row = new LinkedHashMap<String, Object>();
                    row.put("group", key.substring(PREFIX.length()));
                    if (!group.notes().getOrDefault("", "").isEmpty()) {
                        row.put("comment", group.notes().getOrDefault("", ""));
                    }
                    row.put("digest", ResponseText.digest(group));
                    return row;
                })
                .toList();
    }

    /** Making one that is there under another name, too, renames it. */
    private static void create(ApiCall call) {
        String key = key(call.text("group"));
        String before = call.text("rename", "");
        if (!before.isEmpty()) {
            Ruleset group = call.cluster()
                    .firewalls
                    .get(key(before))
                    .orElseThrow(
                            () -> ApiException.parameter("group", "Security group '" + before + "' does not exist"));
            call.cluster().firewalls.remove(key(before));
            call.cluster().firewalls.put(key, noted(call, group));
        } else if (call.cluster().firewalls.has(key)) {
            throw ApiException.parameter("group", "Security group '" + call.text("group") + "' already exists");
        } else {
            call.cluster().firewalls.put(key, noted(call, Ruleset.EMPTY));
        }
    }

    private static Ruleset noted(ApiCall call, Ruleset group) {
        return call.has("comment") ? group.sets(group.sets(), Map.of("", call.text("comment"))) : group;
    }

    private static void delete(ApiCall call) {
        String key = known(call);
        if (!Firewalls.of(call, key).rules().isEmpty()) {
            throw ApiException.because("Security group '" + call.text("group") + "' is not empty");
        }
        call.cluster().firewalls.remove(key);
    }
}
