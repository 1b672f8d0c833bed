package dev.slipway.lab.pve;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices of the hosts under names that hold in the whole cluster. pve-manager PVE/API2/Cluster/Mapping/PCI.pm, USB.pm. */
final class Mappings {
    private static final String ROOT = "/cluster/mapping";

    private Mappings() {}

    static void routes(Routes routes) {
        for (String kind : List.of("pci", "usb")) {
            String all = ROOT + "/" + kind;
            routes.on("GET", all, call -> list(call, kind))
                    .does("POST", all, call -> create(call, kind))
                    .on(
                            "GET",
                            all + "/{id}",
                            call -> shown(call, one(call, kind).orElseThrow(() -> missing(call))))
                    .does("PUT", all + "/{id}", call -> change(call, kind))
                    .does(
                            "DELETE",
                            all + "/{id}",
                            call -> call.cluster().mappings.remove(key(kind, call.text("id"))));
        }
    }

    private static String key(String kind, String id) {
        return kind + " " + id;
    }

    private static Optional<ConfigSection> one(ApiCall call, String kind) {
        return call.cluster().mappings.get(key(kind, call.text("id")));
    }

    private static ApiException missing(ApiCall call) {
        return ApiException.because("mapping '" + call.text("id") + "' not found");
    }

    private static String name(ConfigSection mapping) {
        return mapping.id().substring(mapping.id().indexOf(' ') + 1);
    }

    private static List<String> map(ConfigSection mapping) {
        return Arrays.asList(mapping.option("map", "").split(Form.LIST, -1));
    }

    private static Map<String, Object> shown(ApiCall call, ConfigSection mapping) {
        var shown = new HashMap<String, Object>(mapping.options());
        shown.replaceAll((name, value) -> ResponseText.number(String.valueOf(value)));
        shown.put("map", map(mapping));
        shown.put("digest", ResponseText.digest(call.cluster().mappings.values()));
        return shown;
    }

    private static Object list(ApiCall call, String kind) {
        return call.cluster().mappings.values().stream()
                .filter(mapping -> mapping.id().startsWith(kind + " "))
                .filter(mapping -> call.mayAny(
                        "/mapping/" + kind + "/" + name(mapping), "Mapping.Modify", "Mapping.Use", "Mapping.Audit"))
                .map(mapping -> {
                    Map<String, Object> shown = shown(call, mapping);
                    shown.put("id", name(mapping));
                    if (call.has("check-node")) {
                        String field = kind.equals("pci") ? "checks" : "errors";
                        shown.put(field, checks(mapping, call.text("check-node")));
                    }
                    return shown;
                })
                .toList();
    }

    private static List<Map<String, String>> checks(ConfigSection mapping, String node) {
        return isOn(mapping, node)
                ? List.of()
                : List.of(Map.of("severity", "warning", "message", "No mapping for node " + node + "."));
    }

    private static void create(ApiCall call, String kind) {
        if (one(call, kind).isPresent()) {
            throw ApiException.because(
                    "create hardware mapping failed: " + kind + " ID '" + call.text("id") + "' already defined");
        }
        String key = key(kind, call.text("id"));
        call.cluster().mappings.put(key, new ConfigSection(key, call.without("id")));
    }

    private static void change(ApiCall call, String kind) {
        ConfigSection mapping = one(call, kind)
                .orElseThrow(() -> ApiException.because(
                        "update hardware mapping failed: " + kind + " ID '" + call.text("id") + "' does not exist"));
        ResponseText.unchanged(call, ResponseText.digest(call.cluster().mappings.values()));
        call.cluster()
                .mappings
                .put(mapping.id(), mapping.with(call.without("id", "digest", "delete"), call.list("delete")));
    }

    private static boolean isOn(ConfigSection mapping, String node) {
        return map(mapping).stream()
                .anyMatch(entry ->
                        GuestOptions.part(entry, "node").filter(node::equals).isPresent());
    }

    /** The mapping that a device of a guest is taken from, as {@code pci gpu}. */
    static Optional<String> used(String option, String value) {
        String kind = option.matches("hostpci[0-9]+") ? "pci" : option.matches("usb[0-9]+") ? "usb" : "";
        return GuestOptions.part(value, "mapping").filter(id -> !kind.isEmpty()).map(id -> key(kind, id));
    }

    /** Whether a node has the device of a guest. */
    static boolean has(Cluster cluster, String node, String option, String value) {
        return used(option, value)
                .flatMap(cluster.mappings::get)
                .filter(mapping -> isOn(mapping, node))
                .isPresent();
    }

    /** Refuses who may not use the device of a guest. qemu-server src/PVE/QemuServer.pm check_mapping_access. */
    static void checkUse(ApiCall call, String option, String value) {
        if (!call.by().isRoot()) {
            used(option, value)
                    .ifPresent(mapping -> call.check("/mapping/" + mapping.replace(' ', '/'), "Mapping.Use"));
        }
    }

    /** Refuses to start a guest with a device that its node does not have. qemu-server src/PVE/QemuServer/PCI.pm, USB.pm. */
    static void checkStart(TaskContext in, Guest guest) {
        boolean isQ35 = guest.get("machine", "").contains("q35");
        guest.config().forEach((name, value) -> {
            boolean isPci = name.matches("hostpci[0-9]+");
            if (isPci && !isQ35 && GuestOptions.part(value, "pcie").orElse("0").equals("1")) {
                throw ApiException.because("q35 machine model is not enabled");
            }
            if (used(name, value).isPresent() && !has(in.cluster(), in.node().name(), name, value)) {
                throw ApiException.because((isPci ? "PCI" : "USB") + " device mapping not found for '"
                        + GuestOptions.part(value, "mapping").orElse("") + "'");
            }
        });
    }
}
