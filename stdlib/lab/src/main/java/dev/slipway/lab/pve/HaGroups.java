package dev.slipway.lab.pve;

import java.util.Map;

/** Which nodes a guest prefers, as 8 has it. In 9 all groups have become rules. */
final class HaGroups {
    private static final String GROUPS = "/cluster/ha/groups";

    private HaGroups() {}

    static void routes(Routes routes) {
        routes.on("GET", GROUPS, call -> {
                    check(call, "index groups");
                    return call.cluster().haGroups.values().stream()
                            .map(group -> shown(call, group))
                            .toList();
                })
                .on("GET", GROUPS + "/{group}", call -> shown(call, group(call, "read", "")))
                .does("POST", GROUPS, HaGroups::create)
                .does("PUT", GROUPS + "/{group}", HaGroups::change)
                .does("DELETE", GROUPS + "/{group}", HaGroups::delete);
    }

    /** pve-ha-manager src/PVE/API2/HA/Groups.pm. */
    private static void check(ApiCall call, String what) {
        if (call.in().version().isNine()) {
            throw ApiException.because("cannot " + what + ": ha groups have been migrated to rules");
        }
    }

    private static Map<String, Object> shown(ApiCall call, ConfigSection group) {
        Map<String, Object> shown = group.shown("group");
        shown.put("type", "group");
        shown.put("digest", ResponseText.digest(call.cluster().haGroups.values()));
        return shown;
    }

    private static ConfigSection group(ApiCall call, String what) {
        return group(call, what, what + " ha group failed: ");
    }

    private static ConfigSection group(ApiCall call, String what, String prefix) {
        check(call, what + " group");
        String id = call.text("group");
        return call.cluster()
                .haGroups
                .get(id)
                .orElseThrow(() -> ApiException.because(prefix + "no such ha group '" + id + "'"));
    }

    private static void create(ApiCall call) {
        check(call, "create group");
        String id = call.text("group");
        if (call.cluster().haGroups.has(id)) {
            throw ApiException.because("create ha group failed: ha group ID '" + id + "' already defined");
        }
        call.cluster().haGroups.put(id, new ConfigSection(id, call.without("group", "type")));
    }

    private static void change(ApiCall call) {
        ConfigSection group = group(call, "update");
        ResponseText.unchanged(call, ResponseText.digest(call.cluster().haGroups.values()));
        call.cluster()
                .haGroups
                .put(group.id(), group.with(call.without("group", "digest", "delete"), call.list("delete")));
        Crm.look(call.in(), call.cluster());
    }

    private static void delete(ApiCall call) {
        ConfigSection group = group(call, "delete");
        for (ConfigSection resource : call.cluster().haResources.values()) {
            if (resource.option("group", "").equals(group.id())) {
                throw ApiException.because(
                        "delete ha group failed: ha group is used by service '" + resource.id() + "'");
            }
        }
        call.cluster().haGroups.remove(group.id());
    }
}
