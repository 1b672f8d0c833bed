package dev.slipway.lab.pve;

/** Which nodes a guest prefers, as 8 has it. In 9 all groups have become rules. */
final class HaGroups {
    private static final String GROUPS = "/cluster/ha/groups";

    private HaGroups() {}

    static void routes(Routes routes) {
        routes.on("GET", GROUPS, call -> {
                    check(call);
                    return call.cluster().haGroups.values().stream()
                            .map(group -> {
                                var shown = group.shown("group");
                                shown.put("type", "group");
                                shown.put(
                                        "digest",
                                        Shown.digest(call.cluster().haGroups.values()));
                                return shown;
                            })
                            .toList();
                })
                .does("POST", GROUPS, HaGroups::create)
                .does("PUT", GROUPS + "/{group}", HaGroups::change)
                .does("DELETE", GROUPS + "/{group}", HaGroups::delete);
    }

    private static void check(Call call) {
        if (call.in().version().isNine()) {
            throw Refused.because("ha groups have been migrated to rules");
        }
    }

    private static Section group(Call call) {
        check(call);
        String id = call.text("group");
        return call.cluster().haGroups.get(id).orElseThrow(() -> Refused.because("no such ha group '" + id + "'"));
    }

    private static void create(Call call) {
        check(call);
        String id = call.text("group");
        if (call.cluster().haGroups.has(id)) {
            throw Refused.because("ha group ID '" + id + "' already defined");
        }
        call.cluster().haGroups.put(id, new Section(id, call.without("group", "type")));
    }

    private static void change(Call call) {
        Section group = group(call);
        Shown.unchanged(call, Shown.digest(call.cluster().haGroups.values()));
        call.cluster()
                .haGroups
                .put(group.id(), group.with(call.without("group", "digest", "delete"), call.list("delete")));
        Crm.look(call.in(), call.cluster());
    }

    private static void delete(Call call) {
        Section group = group(call);
        for (Section resource : call.cluster().haResources.values()) {
            if (resource.option("group", "").equals(group.id())) {
                throw Refused.because("ha group '" + group.id() + "' is used by service '" + resource.id() + "'");
            }
        }
        call.cluster().haGroups.remove(group.id());
    }
}
