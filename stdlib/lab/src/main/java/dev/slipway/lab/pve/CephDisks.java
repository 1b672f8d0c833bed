package dev.slipway.lab.pve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The disks of nodes, and those of them that belong to Ceph. */
final class CephDisks {
    private static final String OSD = "/nodes/{node}/ceph/osd";

    private CephDisks() {}

    static void routes(Routes routes) {
        routes.on("GET", "/nodes/{node}/disks/list", CephDisks::disks)
                .on("GET", OSD, CephDisks::tree)
                .on("POST", OSD, CephDisks::create)
                .on("DELETE", OSD + "/{osdid}", CephDisks::destroy)
                .does("POST", OSD + "/{osdid}/in", call -> set(call, "1"))
                .does("POST", OSD + "/{osdid}/out", call -> set(call, "0"));
    }

    private static Object disks(ApiCall call) {
        return call.node().disks.values().stream()
                .filter(disk ->
                        !call.text("type", "").equals("unused") || disk.used().isEmpty())
                .map(disk -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("devpath", disk.path());
                    row.put("size", disk.size());
                    row.put("type", "ssd");
                    row.put("model", "LAB_DISK");
                    row.put("vendor", "Lab     ");
                    row.put("serial", call.node().name() + disk.path().replace('/', '-'));
                    row.put("health", "OK");
                    row.put("gpt", ResponseText.truth(disk.path().endsWith("sda")));
                    row.put("rpm", 0);
                    row.put("wearout", "N/A");
                    row.put("wwn", "unknown");
                    row.put("osdid", disk.osd());
                    if (!disk.used().isEmpty()) {
                        row.put("used", disk.used());
                    }
                    return row;
                })
                .toList();
    }

    private static ConfigSection disk(ApiCall call) {
        String id = "osd/" + call.text("osdid");
        return call.cluster()
                .ceph
                .get(id)
                .orElseThrow(() -> ApiException.because("osd." + call.text("osdid") + " does not exist"));
    }

    /** {@code createosd}, pve-manager PVE/API2/Ceph/OSD.pm: the disk is looked at before the monitors are asked. */
    private static Object create(ApiCall call) {
        CephNetwork.checkDisks(call, Ceph.check(call));
        String device = call.text("dev").replaceFirst("^/dev/", "");
        CreateOsd.check(call.node(), "/dev/" + device);
        Ceph.rados(call);
        return call.task("cephcreateosd", device, new CreateOsd("/dev/" + device, call.text("crush-device-class", "")));
    }

    private static Object destroy(ApiCall call) {
        ConfigSection disk = disk(call);
        boolean up = call.in().isUp(call.in().peer(call.cluster(), disk.option("host", "")));
        if (disk.option("in", "1").equals("1") && up) {
            throw ApiException.because("osd is in use (in == 1)");
        }
        return call.task("cephdestroyosd", "osd." + call.text("osdid"), new RemoveCephPart(disk.id()));
    }

    private static void set(ApiCall call, String in) {
        call.cluster().ceph.put(disk(call).id(), disk(call).with(Map.of("in", in), List.of()));
    }

    /** Numbers are text here, as the real one has them. */
    private static Object tree(ApiCall call) {
        Ceph.rados(call);
        List<Map<String, Object>> hosts = call.in().nodesOf(call.cluster()).stream()
                .map(node -> host(call, node))
                .filter(host -> !((List<?>) host.getOrDefault("children", List.of())).isEmpty())
                .toList();
        var root = new LinkedHashMap<String, Object>();
        root.put("id", "-1");
        root.put("name", "default");
        root.put("type", "root");
        root.put("leaf", 0);
        root.put("children", hosts);
        var top = new LinkedHashMap<String, Object>();
        top.put("leaf", 0);
        top.put("children", List.of(root));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("flags", "sortbitwise,recovery_deletes,purged_snapdirs,pglog_hardlimit");
        answer.put("root", top);
        return answer;
    }

    private static Map<String, Object> host(ApiCall call, Node node) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", Integer.toString(-2 - call.in().nodesOf(call.cluster()).indexOf(node)));
        row.put("name", node.name());
        row.put("type", "host");
        row.put("leaf", 0);
        row.put(
                "children",
                Ceph.all(call.cluster(), "osd").stream()
                        .filter(disk -> disk.option("host", "").equals(node.name()))
                        .map(disk -> leaf(call, node, disk))
                        .toList());
        return row;
    }

    private static Map<String, Object> leaf(ApiCall call, Node node, ConfigSection disk) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", Ceph.name(disk));
        row.put("name", "osd." + Ceph.name(disk));
        row.put("type", "osd");
        row.put("leaf", 1);
        row.put("host", node.name());
        row.put("status", call.in().isUp(node) ? "up" : "down");
        row.put("in", ResponseText.truth(disk.option("in", "1").equals("1")));
        row.put("device_class", disk.option("device_class", "ssd"));
        row.put("crush_weight", 0.1);
        row.put("reweight", 1);
        row.put("osdtype", "bluestore");
        row.put("total_space", Long.parseLong(disk.option("size", "0")));
        row.put("bytes_used", 0);
        row.put("percent_used", 0);
        row.put("ceph_version_short", CephStatus.VERSION);
        return row;
    }
}
