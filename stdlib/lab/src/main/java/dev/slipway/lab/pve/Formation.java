package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How single hosts become a cluster. All of it is for root with a ticket. */
final class Formation {
    private static final String CONFIG = "/cluster/config";

    private Formation() {}

    static void routes(Routes routes) {
        routes.on("POST", CONFIG, Formation::create)
                .on("GET", CONFIG + "/join", Formation::information)
                .on("POST", CONFIG + "/join", Formation::join)
                .on("GET", CONFIG + "/nodes", Formation::nodes)
                .does("DELETE", CONFIG + "/nodes/{node}", Formation::remove);
    }

    private static Object create(ApiCall call) {
        if (call.cluster().corosync.has("")) {
            throw ApiException.because("cluster config '/etc/pve/corosync.conf' already exists");
        }
        String ring = link(call, call.node());
        return call.task(
                "clustercreate",
                call.text("clustername"),
                new FormCluster(
                        call.text("clustername"),
                        (int) call.number("nodeid", 1),
                        (int) call.number("votes", 1),
                        ring,
                        call.text("token-coefficient", "125")));
    }

    private static String link(ApiCall call, Node node) {
        String link = call.text("link0", node.self().ip());
        return link.replaceFirst("^address=", "").replaceFirst(",.*", "");
    }

    private static Corosync corosync(ApiCall call) {
        return call.cluster()
                .corosync
                .get("")
                .orElseThrow(() -> new ApiException(424, "node is not in a cluster, no join info available!"));
    }

    private static Object information(ApiCall call) {
        Corosync corosync = corosync(call);
        var nodes = new ArrayList<Map<String, Object>>();
        for (Member member : call.cluster().members.values()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("name", member.name());
            row.put("nodeid", Integer.toString(member.number()));
            row.put("quorum_votes", Integer.toString(member.votes()));
            row.put("ring0_addr", member.ring());
            Node node = call.in().peer(call.cluster(), member.name());
            row.put("pve_addr", node.self().ip());
            row.put("pve_fp", node.fingerprint(call.in().site().authority()));
            nodes.add(row);
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("nodelist", nodes);
        answer.put("preferred_node", call.text("node", call.door().name()));
        answer.put(
                "totem",
                Map.of(
                        "cluster_name", corosync.name(),
                        "config_version", Integer.toString(corosync.version()),
                        "interface", Map.of("0", Map.of("linknumber", "0")),
                        "version", "2"));
        answer.put("config_digest", ResponseText.digest(call.cluster().members.values()));
        return answer;
    }

    private static Object nodes(ApiCall call) {
        return call.cluster().members.values().stream()
                .map(member -> Map.of(
                        "name", member.name(),
                        "node", member.name(),
                        "nodeid", Integer.toString(member.number()),
                        "quorum_votes", Integer.toString(member.votes()),
                        "ring0_addr", member.ring()))
                .toList();
    }

    /** On the node that joins. What is wrong with it is told by its task, which may be the last thing one hears of it. */
    private static Object join(ApiCall call) {
        return call.task(
                "clusterjoin",
                "",
                new JoinCluster(
                        call.text("hostname"),
                        call.text("password"),
                        call.text("fingerprint"),
                        (int) call.number("nodeid", 0),
                        (int) call.number("votes", 1),
                        link(call, call.node()),
                        call.truth("force", false)));
    }

    private static void remove(ApiCall call) {
        String name = call.text("node");
        Member member = call.cluster()
                .members
                .get(name)
                .orElseThrow(() -> ApiException.because("Node/IP: " + name + " is not a known host of the cluster."));
        if (name.equals(call.door().name())) {
            throw ApiException.because("Cannot delete myself from cluster!");
        }
        Node node = call.in().peer(call.cluster(), name);
        List<Guest> guests = call.cluster().guests.values().stream()
                .filter(guest -> guest.node().equals(name))
                .toList();
        guests.forEach(guest -> call.cluster().guests.remove(guest.key()));
        call.cluster().members.remove(member.name());
        Corosync before = corosync(call);
        call.cluster().corosync.put("", new Corosync(before.name(), before.version() + 1, before.token()));
        InitialState.alone(call.in(), node);
    }
}
