package dev.slipway.lab.pve;

import java.util.LinkedHashMap;

/** Groups of users. */
final class Groups {
    private Groups() {}

    static void routes(Routes routes) {
        routes.on("GET", "/access/groups", Groups::list)
                .does("POST", "/access/groups", Groups::create)
                .does("DELETE", "/access/groups/{groupid}", Groups::delete);
    }

    private static Object list(Call call) {
        return call.cluster().groups.values().stream()
                .map(group -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("groupid", group.id());
                    row.put("comment", group.option("comment", ""));
                    row.put(
                            "users",
                            String.join(
                                    ",",
                                    call.cluster().accounts.values().stream()
                                            .filter(account -> account.groups().contains(group.id()))
                                            .map(Account::id)
                                            .toList()));
                    return row;
                })
                .toList();
    }

    private static void create(Call call) {
        String id = call.text("groupid");
        if (call.cluster().groups.has(id)) {
            throw Refused.because("create group failed: group '" + id + "' already exists");
        }
        call.cluster().groups.put(id, new Section(id, call.without("groupid")));
    }

    private static void delete(Call call) {
        String id = call.text("groupid");
        if (!call.cluster().groups.has(id)) {
            throw Refused.because("delete group failed: group '" + id + "' does not exist");
        }
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
