package dev.slipway.lab.pve;

import dev.slipway.lab.table.Operation;
import dev.slipway.lab.table.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one of everything in a datacenter, and reads all that can be read. */
final class Crawl {
    private Crawl() {}

    static void prepare(Caller root, String version) {
        guests(root);
        root.call("POST", "/pools", "poolid=p");
        root.call("PUT", "/pools/p", "vms=100", "storage=local");
        root.call("POST", "/cluster/ha/resources", "sid=vm:100");
        if (version.equals("8.4")) {
            root.call("POST", "/cluster/ha/groups", "group=hg", "nodes=trinity:2,neo");
        } else {
            root.call(
                    "POST",
                    "/cluster/ha/rules",
                    "rule=r1",
                    "type=node-affinity",
                    "resources=vm:100",
                    "nodes=trinity:2");
        }
        for (String place : new String[] {"/cluster", "/nodes/trinity/qemu/100"}) {
            root.call("POST", place + "/firewall/aliases", "name=al", "cidr=10.0.0.1");
            root.call("POST", place + "/firewall/ipset", "name=al");
            root.call("POST", place + "/firewall/ipset/al", "cidr=10.0.0.0/8", "nomatch=1", "comment=c");
            root.call("POST", place + "/firewall/rules", "type=in", "action=ACCEPT", "source=10.0.0.0/8", "log=info");
        }
        root.call("POST", "/nodes/trinity/firewall/rules", "type=in", "action=DROP", "proto=tcp", "dport=22");
        root.call("POST", "/cluster/firewall/groups", "group=gr");
        root.call("POST", "/cluster/firewall/groups/gr", "type=in", "action=DROP", "macro=SSH");
        root.call("PUT", "/cluster/firewall/options", "enable=0", "policy_in=DROP");
        root.call("PUT", "/cluster/options", "migration=secure", "registered-tags=a;b");
        root.call("POST", "/access/groups", "groupid=g");
        root.call("POST", "/access/users", "userid=u@pve", "groups=g", "email=a@example.com");
        root.call("POST", "/access/users/u@pve/token/tok", "comment=c");
        root.call("PUT", "/access/acl", "path=/", "users=u@pve", "roles=PVEAdmin");
        root.call("POST", "/nodes/trinity/network", "iface=eno2.5", "type=vlan");
        ceph(root.ticket("root@pam", "slipway"));
    }

    private static void guests(Caller root) {
        String all = "/nodes/trinity/qemu";
        root.done(root.call(
                "POST",
                all,
                "vmid=100",
                "name=a",
                "scsi0=local-lvm:4",
                "net0=virtio,bridge=vmbr0",
                "agent=1",
                "tags=x"));
        root.done(root.call("POST", all + "/100/status/start"));
        root.call("PUT", all + "/100/config", "cores=2", "description=d");
        root.done(root.call("POST", all, "vmid=101", "scsi0=local-lvm:4"));
        root.done(root.call("POST", all + "/101/template"));
        root.done(root.call("POST", all + "/101/clone", "newid=102"));
    }

    private static void ceph(Caller root) {
        root.call("POST", "/nodes/trinity/ceph/init");
        root.done(root.call("POST", "/nodes/trinity/ceph/mon/trinity"));
        root.done(root.call("POST", "/nodes/trinity/ceph/osd", "dev=/dev/sdb"));
        root.done(root.call("POST", "/nodes/trinity/ceph/mds/trinity"));
        root.done(root.call("POST", "/nodes/trinity/ceph/pool", "name=vms"));
        root.done(root.call("POST", "/nodes/trinity/ceph/fs/cephfs"));
    }

    static void readAll(Caller root, String version) {
        var values = new HashMap<>(Map.ofEntries(
                Map.entry("node", "trinity"),
                Map.entry("vmid", "100"),
                Map.entry("storage", "local-lvm"),
                Map.entry("pos", "0"),
                Map.entry("name", "al"),
                Map.entry("group", "gr"),
                Map.entry("userid", "u@pve"),
                Map.entry("tokenid", "tok"),
                Map.entry("roleid", "PVEAdmin"),
                Map.entry("groupid", "g"),
                Map.entry("poolid", "p"),
                Map.entry("sid", "vm:100"),
                Map.entry("iface", "vmbr0"),
                Map.entry("rule", "r1"),
                Map.entry("service", "pveproxy"),
                Map.entry("volume", "local-lvm:vm-100-disk-0")));
        values.put(
                "upid",
                String.valueOf(root.get("/nodes/trinity/tasks").rows().get(0).get("upid")));
        for (Operation operation : Table.named("pve/" + version).operations()) {
            if (operation.method().equals("GET") && new Routes().serves(operation)) {
                String path = Pattern.compile("\\{([a-z]+)}")
                        .matcher(operation.path())
                        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "trinity")));
                String query = path.endsWith("rrddata") ? "?timeframe=hour" : "";
                root.get(path.replace("/ceph/pool/al", "/ceph/pool/vms").replace("/ha/groups/gr", "/ha/groups/hg")
                        + query);
            }
        }
    }
}
