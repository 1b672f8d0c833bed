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

    private static List<String> members(Call call, String group) {
        return call.cluster().accounts.values().stream()
                .filter(account -> account.groups().contains(group))
                .map(Account::id)
                .toList();
    }

    private static Section there(Call call, String failed) {
        String id = call.text("groupid");
        return call.cluster()
                .groups
                .get(id)
                .orElseThrow(() -> Refused.because(failed + "group '" + id + "' does not exist"));
    }

    private static Object read(Call call) {
        Section group = there(call, "");
        var shown = new LinkedHashMap<String, Object>();
        shown.put("members", members(call, group.id()));
        shown.put("comment", group.option("comment", ""));
        return shown;
    }

    private static void change(Call call) {
        Section group = there(call, "update group failed: ");
        call.cluster().groups.put(group.id(), group.with(call.without("groupid"), List.of()));
    }

    private static Object list(Call call) {
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

    private static void create(Call call) {
        String id = call.text("groupid");
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw Refused.parameter(
                    "groupid", "invalid format - group name '" + id + "' contains invalid characters\n");
        }
        if (call.cluster().groups.has(id)) {
            throw Refused.because("create group failed: group '" + id + "' already exists");
        }
        call.cluster().groups.put(id, new Section(id, call.without("groupid")));
    }

    private static void delete(Call call) {
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
