package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The network of a node: what is, and what is written down and will be when somebody says so. Checks and texts are those of
 * pve-manager PVE/API2/Network.pm, create_network and update_network.
 */
final class Networks {
    private static final String NETWORK = "/nodes/{node}/network";

    private Networks() {}

    static void routes(Routes routes) {
        routes.on("GET", NETWORK, Networks::list)
                .on("GET", NETWORK + "/{iface}", call -> shown(there(call)))
                .does("POST", NETWORK, Networks::create)
                .does("PUT", NETWORK + "/{iface}", Networks::change)
                .does("DELETE", NETWORK + "/{iface}", Networks::delete)
                .on("PUT", NETWORK, call -> call.task("srvreload", "networking", new ReloadNetwork()))
                .does("DELETE", NETWORK, call -> call.node().staged.clear());
    }

    /** What is written down, or what is where nothing waits. */
    private static RecordMap<ConfigSection> written(ApiCall call) {
        return call.node().staged.keys().isEmpty() ? call.node().interfaces : call.node().staged;
    }

    private static Object list(ApiCall call) {
        if (!call.node().staged.keys().isEmpty()) {
            call.beside().put("changes", "--- /etc/network/interfaces\n+++ /etc/network/interfaces.new\n");
        }
        String wanted = call.text("type", "");
        return written(call).values().stream()
                .filter(one -> wanted.isEmpty()
                        || wanted.equals("include_sdn")
                        || wanted.equals(one.option("type", ""))
                        || wanted.matches("any(_local)?_bridge")
                                && one.option("type", "").matches("bridge|OVSBridge"))
                .filter(one -> !one.option("type", "").equals("bridge") // index, pve-manager PVE/API2/Network.pm
                        || call.mayAny("/sdn/zones/localnetwork/" + one.id(), "SDN.Audit", "SDN.Use"))
                .map(one -> {
                    Map<String, Object> row = shown(one);
                    row.put("iface", one.id());
                    return row;
                })
                .toList();
    }

    private static ConfigSection there(ApiCall call) {
        return written(call)
                .get(call.text("iface"))
                .orElseThrow(() -> ApiException.parameter("iface", "interface does not exist"));
    }

    /** Without its name, which only the list tells. */
    private static Map<String, Object> shown(ConfigSection one) {
        var shown = new LinkedHashMap<String, Object>();
        one.options().forEach((name, value) -> {
            if (name.equals("families")) {
                shown.put(name, List.of(value.split(" ")));
            } else {
                boolean isNumber = name.matches("autostart|bridge_vlan_aware|priority|active|exists");
                shown.put(name, isNumber ? ResponseText.number(value) : value);
            }
        });
        return shown;
    }

    private static void create(ApiCall call) {
        if (written(call).has(call.text("iface"))) {
            throw ApiException.parameter("iface", "interface already exists");
        }
        var file = new InterfaceFile(written(call).values());
        var options = checked(call, file);
        int priorities = file.all().values().stream()
                .mapToInt(one -> Integer.parseInt(one.getOrDefault("priority", "0")))
                .max()
                .orElse(1);
        options.put("priority", String.valueOf(priorities + 1));
        options.computeIfPresent("bridge_vids", (name, list) -> String.join(" ", ApiCall.listed(list)));
        file.all().put(call.text("iface"), options);
        save(call, file);
    }

    /** What is not given stays, unless it is named for removal; addresses go with their families. */
    private static void change(ApiCall call) {
        there(call);
        var file = new InterfaceFile(written(call).values());
        Map<String, String> options = file.get(call.text("iface"));
        for (String name : call.list("delete")) {
            options.remove(name);
            if (name.matches("cidr6?")) {
                options.remove(name.replace("cidr", "address"));
                options.remove(name.replace("cidr", "netmask"));
            }
        }
        options.putAll(checked(call, file));
        save(call, file);
    }

    private static void delete(ApiCall call) {
        ConfigSection gone = there(call);
        var file = new InterfaceFile(written(call).values());
        file.all().remove(gone.id());
        if (gone.option("type", "").equals("eth") && gone.is("exists")) {
            file.all().put(gone.id(), new TreeMap<>(Map.of("type", "eth", "exists", "1"))); // a card is always listed
        }
        save(call, file);
    }

    private static Map<String, String> checked(ApiCall call, InterfaceFile file) {
        var options = new TreeMap<>(call.without("delete"));
        options.remove("iface");
        List.of("gateway", "gateway6").forEach(gateway -> alone(call, file, options, gateway));
        ports(call, file, options);
        address(options, "");
        address(options, "6");
        boolean four = options.containsKey("address");
        boolean six = options.containsKey("address6");
        options.put("families", four && six ? "inet inet6" : six ? "inet6" : "inet");
        options.put("method", four ? "static" : "manual");
        options.put("method6", six ? "static" : "manual");
        options.computeIfPresent("bridge_vlan_aware", (name, value) -> call.truth(name, false) ? "1" : "0");
        options.computeIfPresent("autostart", (name, value) -> call.truth(name, false) ? "1" : "0");
        return options;
    }

    private static void alone(ApiCall call, InterfaceFile file, Map<String, String> options, String gateway) {
        String what = gateway.equals("gateway") ? "Default gateway" : "Default ipv6 gateway";
        file.all().forEach((name, other) -> {
            if (options.containsKey(gateway) && !name.equals(call.text("iface")) && other.containsKey(gateway)) {
                throw ApiException.parameter(gateway, what + " already exists on interface '" + name + "'.");
            }
        });
    }

    private static void ports(ApiCall call, InterfaceFile file, Map<String, String> options) {
        List<String> ports = InterfaceFile.ports(options);
        file.all().forEach((name, other) -> {
            for (String port : InterfaceFile.ports(other)) {
                if (!name.equals(call.text("iface")) && ports.contains(port)) {
                    String first = InterfaceFile.PORTS.stream()
                            .filter(options::containsKey)
                            .findFirst()
                            .orElseThrow();
                    throw ApiException.parameter(first, port + " is already used on interface '" + name + "'.");
                }
            }
        });
    }

    private static void address(Map<String, String> options, String suffix) {
        String cidr = options.remove("cidr" + suffix);
        if (cidr != null) {
            for (String other : List.of("address" + suffix, "netmask" + suffix)) {
                if (options.containsKey(other)) {
                    throw ApiException.parameter(other, other + " conflicts with cidr" + suffix);
                }
            }
            options.put("address" + suffix, cidr.replaceFirst("/.*", ""));
            options.put("netmask" + suffix, cidr.replaceFirst(".*/", ""));
        }
    }

    private static void save(ApiCall call, InterfaceFile file) {
        List<ConfigSection> all = file.written();
        call.node().staged.clear();
        all.forEach(one -> call.node().staged.put(one.id(), one));
    }
}
