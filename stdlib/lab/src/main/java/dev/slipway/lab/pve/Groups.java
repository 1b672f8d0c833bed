package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;

/** Groups of users. */
final class Groups {
    private Groups() {}

    static void routes(Routes routes) {
        routes.on("GET", "/access/groups", Groups::list)
                .does("POST", "/access/groups", Groups::create)
                .on("GET", "/access/groups/{groupid}", Groups::read)
                .does("PUT", "/access/groups/{groupid}", Groups::change)
                .does("DELETE", "/access/groups/{groupid}", Groups::delete);
    }

    private static List<String> members(ApiCall call, String group) {
        return call.cluster().accounts.values().stream()
                .filter(account -> account.groups().contains(group))
                .map(Account::id)
                .toList();
    }

    private static ConfigSection there(ApiCall call, String failed) {
        String id = call.text("groupid");
        return call.cluster()
                .groups
                .get(id)
                .orElseThrow(() -> ApiException.because(failed + "group '" + id + "' does not exist"));
    }

    private static Object read(ApiCall call) {
        ConfigSection group = there(call, "");
        var shown = new LinkedHashMap<String, Object>();
        shown.put("members", members(call, group.id()));
        shown.put("comment", group.option("comment", ""));
        return shown;
    }

    private static void change(ApiCall call) {
        ConfigSection group = there(call, "update group failed: ");
        call.cluster().groups.put(group.id(), group.with(call.without("groupid"), List.of()));
    }

    private static Object list(ApiCall call) {
        return call.cluster().groups.values().stream()
                .map(group -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("groupid", group.id());
                    row.put("comment", group.option("comment", ""));
                    row.put("users", String.join(",", members(call, group.id())));
                    return row;
                })
                .toList();
    }

    private static void create(ApiCall call) {
        String id = call.text("groupid");
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw ApiException.parameter(
                    "groupid", "invalid format - group name '" + id + "' contains invalid characters\n");
        }
        if (call.cluster().groups.has(id)) {
            throw ApiException.because("create group failed: group '" + id + "' already exists");
        }
        call.cluster().groups.put(id, new ConfigSection(id, call.without("groupid")));
    }

    private static void delete(ApiCall call) {
        String id = there(call, "delete group failed: ").id();
        call.cluster().groups.remove(id);
        call.cluster().accounts.values().stream()
                .filter(account -> account.groups().contains(id))
                .forEach(account -> call.cluster()
                        .accounts
                        .put(
                                account.id(),
                                new Account(
                                        account.id(),
                                        account.password(),
                                        account.groups().stream()
                                                .filter(one -> !one.equals(id))
                                                .toList(),
                                        account.options())));
    }
}
