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
    private static void check(Call call, String what) {
        if (call.in().version().isNine()) {
            throw Refused.because("cannot " + what + ": ha groups have been migrated to rules");
        }
    }

    private static Map<String, Object> shown(Call call, Section group) {
        Map<String, Object> shown = group.shown("group");
        shown.put("type", "group");
        shown.put("digest", Shown.digest(call.cluster().haGroups.values()));
        return shown;
    }

    private static Section group(Call call, String what) {
        return group(call, what, what + " ha group failed: ");
    }

    private static Section group(Call call, String what, String prefix) {
        check(call, what + " group");
        String id = call.text("group");
        return call.cluster()
                .haGroups
                .get(id)
                .orElseThrow(() -> Refused.because(prefix + "no such ha group '" + id + "'"));
    }

    private static void create(Call call) {
        check(call, "create group");
        String id = call.text("group");
        if (call.cluster().haGroups.has(id)) {
            throw Refused.because("create ha group failed: ha group ID '" + id + "' already defined");
        }
        call.cluster().haGroups.put(id, new Section(id, call.without("group", "type")));
    }

    private static void change(Call call) {
        Section group = group(call, "update");
        Shown.unchanged(call, Shown.digest(call.cluster().haGroups.values()));
        call.cluster()
                .haGroups
                .put(group.id(), group.with(call.without("group", "digest", "delete"), call.list("delete")));
        Crm.look(call.in(), call.cluster());
    }

    private static void delete(Call call) {
        Section group = group(call, "delete");
        for (Section resource : call.cluster().haResources.values()) {
            if (resource.option("group", "").equals(group.id())) {
                throw Refused.because("delete ha group failed: ha group is used by service '" + resource.id() + "'");
            }
        }
        call.cluster().haGroups.remove(group.id());
    }
}
