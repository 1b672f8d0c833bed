package dev.slipway.lab.pve;

import dev.slipway.lab.Authority;
import dev.slipway.lab.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a datacenter is when it was just installed. */
final class InitialState {
    private static final Map<String, String> CONTENT = Map.of(
            "dir", "iso,vztmpl,backup",
            "nfs", "images,iso,vztmpl,backup",
            "cifs", "images,iso,vztmpl,backup",
            "cephfs", "iso,vztmpl,backup",
            "lvm", "images,rootdir",
            "lvmthin", "images,rootdir",
            "zfspool", "images,rootdir",
            "rbd", "images,rootdir");

    private InitialState() {}

    static void prepare(Datacenter in) {
        Placement placement = in.site().placement();
        List<String> addresses = ApiCall.listed(placement.property("address"));
        List<String> names = ApiCall.listed(placement.property("nodes", placement.name()));
        if (addresses.size() != names.size()) {
            throw new IllegalArgumentException("proxmox " + placement.name() + " has " + names.size() + " nodes and "
                    + addresses.size() + " addresses");
        }
        boolean together =
                names.size() > 1 && placement.property("cluster", "yes").equals("yes");
        for (int i = 0; i < names.size(); i++) {
            Node node = in.node(names.get(i));
            boolean first = !node.host.has(Node.SELF);
            if (first) {
                install(in, node, names.get(i), addresses.get(i), together ? placement.name() : names.get(i));
                if (i > 0
                        && !together
                        && placement.property("certificates", "shared").equals("own")) {
                    node.issue(Authority.unknown());
                }
            }
            Cluster cluster = in.clusterOf(node);
            if (cluster.isNew()) {
                found(in, cluster);
            }
            if (together && first) {
                cluster.corosync.put("", new Corosync(placement.name(), 1, "125"));
                cluster.members.put(
                        names.get(i),
                        new Member(names.get(i), i + 1, 1, node.self().ip()));
            }
        }
    }

    /** A node that was taken out of its cluster is a single host again, and has nothing. */
    static void alone(Datacenter in, Node node) {
        node.host.put(Node.SELF, node.self().in(node.name() + "-alone"));
        Cluster cluster = in.clusterOf(node);
        if (cluster.isNew()) {
            found(in, cluster);
        }
    }

    private static void install(Datacenter in, Node node, String name, String address, String cluster) {
        Placement placement = in.site().placement();
        node.host.put(
                Node.SELF,
                new Host(
                        name,
                        address,
                        cluster,
                        placement.property("password", "slipway"),
                        Integer.parseInt(placement.property("cpu", "16")),
                        Long.parseLong(placement.property("memory", "64")) * ResponseText.GIB,
                        in.now()));
        network(node, ApiCall.listed(placement.property("cards", "eno1,eno2,eno3,eno4")));
        node.disks.put("/dev/sda", new Disk("/dev/sda", 128 * ResponseText.GIB, "LVM", -1));
        char letter = 'b';
        for (String size : ApiCall.listed(placement.property("disks", ""))) {
            String path = "/dev/sd" + letter++;
            node.disks.put(path, new Disk(path, Long.parseLong(size) * ResponseText.GIB, "", -1));
        }
    }

    /** Cards are always listed; the first carries the bridge that the installer has made. */
    private static void network(Node node, List<String> cards) {
        var interfaces = new ArrayList<ConfigSection>();
        for (int i = 0; i < cards.size(); i++) {
            String priority = String.valueOf(3 + i);
            interfaces.add(new ConfigSection(
                    cards.get(i), Map.of("type", "eth", "exists", "1", "active", "1", "priority", priority)));
        }
        var bridge = new TreeMap<>(Map.of("type", "bridge", "method", "static", "autostart", "1", "active", "1"));
        bridge.put("cidr", node.self().ip() + "/24");
        bridge.put("bridge_ports", cards.get(0));
        bridge.put("priority", String.valueOf(3 + cards.size()));
        interfaces.add(new ConfigSection("vmbr0", bridge));
        new InterfaceFile(interfaces).written().forEach(one -> node.interfaces.put(one.id(), one));
    }

    private static void found(Datacenter in, Cluster cluster) {
        Placement placement = in.site().placement();
        account(cluster, Identity.ROOT);
        Privileges.roles(in.version()).forEach((id, privileges) -> cluster.roles.put(id, new Role(id, privileges)));
        for (String token : ApiCall.listed(placement.property("tokens", ""))) {
            int equals = token.indexOf('=');
            String id = token.substring(0, equals);
            String user = id.substring(0, id.indexOf('!'));
            if (!cluster.accounts.has(user)) {
                account(cluster, user);
            }
            cluster.tokens.put(id, new Token(id, token.substring(equals + 1), false, 0, ""));
        }
        for (String storage : ApiCall.listed(placement.property("storages", "local:dir:100,local-lvm:lvmthin:500"))) {
            List<String> part = new ArrayList<>(List.of(storage.split(":", -1)));
            var options = new TreeMap<>(Map.of("type", part.get(1), "capacity", part.get(2)));
            options.put(
                    "content",
                    placement.property("content." + part.get(0), CONTENT.getOrDefault(part.get(1), "images")));
            Storages.place(part.get(0), options);
            cluster.storages.put(part.get(0), new ConfigSection(part.get(0), options));
        }
    }

    private static void account(Cluster cluster, String id) {
        cluster.accounts.put(id, new Account(id, "", List.of(), Map.of("enable", "1", "expire", "0")));
    }
}
