package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /version}, and what one sees of a whole cluster. */
final class Datacenters {
    private Datacenters() {}

    static void routes(Routes routes) {
        routes.on("GET", "/version", Datacenters::version)
                .on("GET", "/cluster/nextid", Datacenters::nextId)
                .on("GET", "/cluster/resources", Datacenters::resources)
                .on("GET", "/cluster/status", Datacenters::status);
    }

    private static Object version(ApiCall call) {
        Version version = call.in().version();
        return Map.of("version", version.full, "release", version.release, "repoid", version.build);
    }

    /** The lowest that is free now; it is not kept for whoever asks. */
    private static Object nextId(ApiCall call) {
        if (call.has("vmid")) {
            if (call.cluster().guests.has(call.text("vmid"))) {
                throw ApiException.parameter("vmid", "VM " + call.text("vmid") + " already exists");
            }
            return call.text("vmid");
        }
        int id = 100;
        while (call.cluster().guests.has(Integer.toString(id))) {
            id++;
        }
        return Integer.toString(id);
    }

    private static Object resources(ApiCall call) {
        var rows = new ArrayList<Map<String, Object>>();
        String type = call.text("type", "");
        if (type.isEmpty() || type.equals("vm")) {
            for (Guest guest : call.cluster().guests.values()) {
                if (call.may("/vms/" + guest.vmid(), "VM.Audit")) {
                    rows.add(GuestRows.row(call, guest));
                }
            }
        }
        for (Node node : call.in().nodesOf(call.cluster())) {
            if (type.isEmpty() || type.equals("node")) {
                rows.add(Nodes.row(call, node));
            }
            if (type.isEmpty() || type.equals("storage")) {
                rows.addAll(Storages.rows(call, node));
            }
        }
        if (type.isEmpty() || type.matches("sdn|network")) {
            call.in().nodesOf(call.cluster()).stream()
                    .filter(node -> call.mayAny("/sdn/zones/localnetwork", "SDN.Audit", "SDN.Use"))
                    .forEach(node -> rows.add(zone(call, node)));
        }
        return rows;
    }

    /** The zone of what is not virtual: one of the networks since 9, pve-manager PVE/API2/Cluster.pm resources. */
    private static Map<String, Object> zone(ApiCall call, Node node) {
        boolean nine = call.in().version().isNine();
        var row = new LinkedHashMap<String, Object>();
        row.put("id", (nine ? "network/" + node.name() + "/zone" : "sdn/" + node.name()) + "/localnetwork");
        row.put("type", nine ? "network" : "sdn");
        row.put("node", node.name());
        row.put(nine ? "network" : "sdn", "localnetwork");
        if (nine) {
            row.put("network-type", "zone");
        }
        row.put("status", "ok");
        return row;
    }

    private static Object status(ApiCall call) {
        var rows = new ArrayList<Map<String, Object>>();
        List<Node> nodes = call.in().nodesOf(call.cluster());
        call.cluster().corosync.get("").ifPresent(corosync -> {
            var row = new LinkedHashMap<String, Object>();
            row.put("id", "cluster");
            row.put("type", "cluster");
            row.put("name", corosync.name());
            row.put("version", corosync.version());
            row.put("nodes", call.cluster().members.keys().size());
            row.put("quorate", ResponseText.truth(call.in().isQuorate(call.cluster())));
            rows.add(row);
        });
        for (Node node : nodes) {
            var row = new LinkedHashMap<String, Object>();
            row.put("id", "node/" + node.name());
            row.put("type", "node");
            row.put("name", node.name());
            row.put(
                    "nodeid",
                    call.cluster().members.get(node.name()).map(Member::number).orElse(0));
            row.put("ip", node.self().ip());
            row.put("online", ResponseText.truth(call.in().isUp(node)));
            row.put("local", ResponseText.truth(node == call.door()));
            row.put("level", "");
            rows.add(row);
        }
        return rows;
    }
}
