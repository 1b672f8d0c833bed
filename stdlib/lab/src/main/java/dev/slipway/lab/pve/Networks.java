package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The network of a node: what is, and what is written down and will be when somebody says so. */
final class Networks {
    private static final String NETWORK = "/nodes/{node}/network";

    private Networks() {}

    static void routes(Routes routes) {
        routes.on("GET", NETWORK, Networks::list)
                .on("GET", NETWORK + "/{iface}", call -> shown(call, iface(call)))
                .does("POST", NETWORK, Networks::create)
                .does("PUT", NETWORK + "/{iface}", Networks::change)
                .does("DELETE", NETWORK + "/{iface}", Networks::delete)
                .on("PUT", NETWORK, call -> call.task("srvreload", "networking", new Reloaded()))
                .does("DELETE", NETWORK, call -> call.node().staged.clear());
    }

    /** What is written down; the first change copies what is. */
    private static Drawer<Section> written(Call call, boolean toChange) {
        Node node = call.node();
        if (toChange && node.staged.keys().isEmpty()) {
            node.interfaces.values().forEach(one -> node.staged.put(one.id(), one));
        }
        return node.staged.keys().isEmpty() ? node.interfaces : node.staged;
    }

    private static Object list(Call call) {
        if (!call.node().staged.keys().isEmpty()) {
            call.beside().put("changes", "--- /etc/network/interfaces\n+++ /etc/network/interfaces.new\n");
        }
        return written(call, false).values().stream()
                .filter(one -> !call.has("type") || call.text("type").contains(one.option("type", "")))
                .filter(one -> !one.option("type", "").equals("bridge") // index, pve-manager PVE/API2/Network.pm
                        || call.mayAny("/sdn/zones/localnetwork/" + one.id(), "SDN.Audit", "SDN.Use"))
                .map(one -> shown(call, one))
                .toList();
    }

    private static Section iface(Call call) {
        return written(call, false)
                .get(call.text("iface"))
                .orElseThrow(() -> Refused.parameter("iface", "interface does not exist"));
    }

    private static Map<String, Object> shown(Call call, Section one) {
        var shown = new LinkedHashMap<String, Object>();
        one.options()
                .forEach((name, value) -> shown.put(
                        name, name.matches("autostart|bridge_vlan_aware|vlan-id") ? Shown.number(value) : value));
        shown.put("iface", one.id());
        if (call.node().interfaces.has(one.id())) {
            shown.put("active", 1);
            shown.put("exists", 1);
        }
        return shown;
    }

    private static Section given(Call call) {
        var options = new TreeMap<>(call.without("delete"));
        options.remove("iface");
        String cidr = options.getOrDefault("cidr", "");
        if (!cidr.isEmpty()) {
            options.put("address", cidr.replaceFirst("/.*", ""));
            options.put("netmask", cidr.replaceFirst(".*/", ""));
        }
        options.put("method", options.containsKey("address") ? "static" : "manual");
        options.put("method6", options.containsKey("address6") || options.containsKey("cidr6") ? "static" : "manual");
        options.computeIfPresent("bridge_vlan_aware", (name, value) -> call.truth(name, false) ? "1" : "0");
        options.computeIfPresent("autostart", (name, value) -> call.truth(name, false) ? "1" : "0");
        if (options.containsKey("gateway")) {
            written(call, false).values().stream()
                    .filter(other -> !other.id().equals(call.text("iface"))
                            && other.options().containsKey("gateway"))
                    .forEach(other -> {
                        throw Refused.parameter(
                                "gateway", "Default gateway already exists on interface '" + other.id() + "'.");
                    });
        }
        return new Section(call.text("iface"), options);
    }

    private static void create(Call call) {
        if (written(call, false).has(call.text("iface"))) {
            throw Refused.parameter("iface", "interface already exists");
        }
        written(call, true).put(call.text("iface"), given(call));
    }

    /** All of it anew: what is not given is not there any more. */
    private static void change(Call call) {
        iface(call);
        written(call, true).put(call.text("iface"), given(call));
    }

    private static void delete(Call call) {
        iface(call);
        written(call, true).remove(call.text("iface"));
    }
}
