package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Roles: those that are always there, and those that somebody has made. As pve-access-control src/PVE/API2/Role.pm has it. */
final class Roles {
    private Roles() {}

    static void routes(Routes routes) {
        routes.on(
                        "GET",
                        "/access/roles",
                        call -> call.cluster().roles.values().stream()
                                .map(role -> shown(call, role))
                                .toList())
                .on("GET", "/access/roles/{roleid}", Roles::show)
                .does("POST", "/access/roles", Roles::create)
                .does("PUT", "/access/roles/{roleid}", Roles::change)
                .does("DELETE", "/access/roles/{roleid}", Roles::delete);
    }

    private static Map<String, Object> shown(ApiCall call, Role role) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("roleid", role.id());
        shown.put("privs", String.join(",", role.privileges()));
        shown.put("special", ResponseText.truth(isSpecial(call, role.id())));
        return shown;
    }

    private static boolean isSpecial(ApiCall call, String id) {
        return Privileges.roles(call.in().version()).containsKey(id);
    }

    /** What is no privilege of this version has not the format of one, as VM.Monitor in 9: {@code verify_privname}. */
    private static List<String> privileges(ApiCall call) {
        for (String privilege : call.list("privs")) {
            if (!call.in().version().privileges().contains(privilege)) {
                throw ApiException.parameter("privs", "invalid format - invalid privilege '" + privilege + "'\n");
            }
        }
        return call.list("privs").stream().sorted().distinct().toList();
    }

    private static Role own(ApiCall call, String done, String prefix) {
        String id = call.text("roleid");
        if (isSpecial(call, id)) {
            throw ApiException.because("auto-generated role '" + id + "' cannot be " + done);
        }
        return call.cluster()
                .roles
                .get(id)
                .orElseThrow(() -> ApiException.because(prefix + "role '" + id + "' does not exist"));
    }

    private static void create(ApiCall call) {
        String id = call.text("roleid");
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw ApiException.parameter(
                    "roleid", "invalid format - role name '" + id + "' contains invalid characters\n");
        } else if (id.toUpperCase(Locale.ROOT).startsWith("PVE")) {
            throw ApiException.parameter(
                    "roleid", "cannot use role ID starting with the (case-insensitive) 'PVE' namespace");
        } else if (call.cluster().roles.has(id)) {
            throw ApiException.because("create role failed: role '" + id + "' already exists");
        }
        call.cluster().roles.put(id, new Role(id, privileges(call)));
    }

    private static void change(ApiCall call) {
        Role role = own(call, "modified", "update role failed: ");
        var all = new java.util.TreeSet<>(call.truth("append", false) ? role.privileges() : List.of());
        all.addAll(privileges(call));
        call.cluster().roles.put(role.id(), new Role(role.id(), List.copyOf(all)));
    }

    /** What was granted with it goes when the file is read again: {@code parse_user_config} ignores unknown roles. */
    private static void delete(ApiCall call) {
        Role role = own(call, "deleted", "delete role failed: ");
        call.cluster().roles.remove(role.id());
        call.cluster().grants.values().stream()
                .filter(grant -> grant.role().equals(role.id()))
                .forEach(grant -> call.cluster().grants.remove(grant.key()));
    }

    private static Object show(ApiCall call) {
        String id = call.text("roleid");
        Role role = call.cluster()
                .roles
                .get(id)
                .orElseThrow(() -> ApiException.because("role '" + id + "' does not exist"));
        var shown = new LinkedHashMap<String, Object>();
        role.privileges().forEach(privilege -> shown.put(privilege, 1));
        return shown;
    }
}
