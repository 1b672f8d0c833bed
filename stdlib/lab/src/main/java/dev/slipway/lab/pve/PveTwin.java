package dev.slipway.lab.pve;

import dev.slipway.lab.Twin;
import dev.slipway.lab.TwinContext;
import dev.slipway.lab.http.HttpServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A Proxmox VE datacenter. Its properties: {@code address} and {@code nodes} (lists that go together), {@code version}
 * (8.4 or 9.1), {@code cluster=no} for hosts that have not been joined,
 * {@code certificates=own} for those of them that have authorities of their own, {@code storages} ({@code id:type:GiB}),
 * {@code content.ID}, {@code cpu}, {@code memory}, {@code disks} (GiB) and network {@code cards} of each node, {@code password} of root,
 * {@code tokens} ({@code user!name=secret}), {@code operator} (the address from which everybody comes; without it, one
 * of the network of the node), {@code workers} of a daemon, {@code calls} that are allowed at once, and how
 * many seconds each sort of task takes.
 */
public final class PveTwin implements Twin {
    private static final Pattern PROPERTIES = Pattern.compile("address|nodes|version|cluster|certificates|password"
            + "|tokens|storages|(content|capacity)\\..+|images|cpu|memory|disks|cards|operator|ceph|kvm|workers|calls"
            + "|import|allocate|call|ha|restart|settle|download|resize|(qm|ceph|cluster|ha|img|srv)[a-z]+");

    @Override
    public String kind() {
        return "proxmox";
    }

    @Override
    public Set<String> faults() {
        return Set.of(
                "proxy-timeout",
                "lock-timeout",
                "storage-full",
                "no-quorum",
                "refused-write",
                "no-worker",
                "volume-vanishes",
                "cfs-lock",
                "ceph-timeout",
                "ha-groups",
                "ticket-expired",
                "worker-died",
                "task-fails");
    }

    @Override
    public boolean takes(String property) {
        return PROPERTIES.matcher(property).matches();
    }

    @Override
    public Running start(TwinContext site) throws IOException {
        var in = new Datacenter(site);
        var api = new Api(in);
        Map<String, HttpServer> doors = new HashMap<>();
        for (Node node : in.nodes()) {
            var door = new HttpServer(
                    "pve", () -> node.context(site.authority()), new DaemonRules(), ask -> api.answer(node, ask));
            doors.put(node.name(), door);
            in.onHangUp(node, door::hangUp);
            site.share(node.self().ip(), new NodeMachine(in, node));
            site.expose(node.self().address(), door.port());
        }
        in.resume();
        return () -> {
            in.close();
            doors.values().forEach(HttpServer::close);
        };
    }
}
