package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.lab.Json;
import dev.slipway.lab.Lab;
import dev.slipway.lab.table.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the twin answers looks like what real ones were heard to answer: no field that these lack, none of another type. */
@Timeout(60)
class ShapesTest {
    @TempDir
    Path directory;

    private final List<String> differences = new ArrayList<>();

    @Test
    void cephAnswersAsRecorded() throws Exception {
        assumeTrue(Files.exists(Shared.data("proxmox/fixtures")), "the recorded answers are not on this machine");
        try (Lab lab = Beds.lab(directory)) {
            Caller root = Beds.three(lab, "9.1", "disks=500").ticket("root@pam", "slipway");
            root.call("POST", "/nodes/neo/ceph/init");
            root.done(root.call("POST", "/nodes/neo/ceph/mon/neo"));
            root.done(root.call("POST", "/nodes/neo/ceph/osd", "dev=/dev/sdb"));
            root.done(root.call("POST", "/nodes/neo/ceph/pool", "name=vms"));
            compare("mon", recorded("mon_list"), root.get("/nodes/neo/ceph/mon").data());
            compare(
                    "disks",
                    recorded("disks_list"),
                    root.get("/nodes/neo/disks/list").data());
            compare("osd", recorded("osd_tree"), root.get("/nodes/neo/ceph/osd").data());
            compare(
                    "status",
                    recorded("status"),
                    root.get("/cluster/ceph/status").data());
            assertEquals(List.of(), differences);
        }
    }

    @Test
    void theRestAnswersAsHeard() throws Exception {
        Path heard = Shared.data("proxmox/fixtures/go-proxmox-mocks-pve9x.json");
        assumeTrue(Files.exists(heard), "the recorded answers are not on this machine");
        var known = new TreeMap<String, Object>();
        if (Json.read(Files.readString(heard)) instanceof List<?> entries) {
            for (Object entry : entries) {
                var fields = (Map<?, ?>) entry;
                if ("GET".equals(fields.get("method"))
                        && fields.get("body") instanceof Map<?, ?> body
                        && body.get("data") != null) {
                    known.putIfAbsent(
                            String.valueOf(fields.get("pathRegex")), String.valueOf(Json.text(body.get("data"))));
                }
            }
        }
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            for (String path : List.of("/nodes", "/cluster/status", "/version", "/access/roles")) {
                String regex = known.containsKey("^" + path + "$") ? "^" + path + "$" : path;
                compare(
                        path,
                        Json.read(String.valueOf(known.get(regex))),
                        caller.get(path).data());
            }
            assertEquals(List.of(), differences);
        }
    }

    private static @Nullable Object recorded(String name) throws Exception {
        return Json.object(Files.readString(Shared.data("proxmox/fixtures/ceph-recorded/" + name + ".json")))
                .get("data");
    }

    private void compare(String at, @Nullable Object real, @Nullable Object ours) {
        if (real instanceof Map<?, ?> realMap && ours instanceof Map<?, ?> ourMap) {
            ourMap.forEach((name, value) -> {
                if (!realMap.containsKey(name) && !at.endsWith("checks")) {
                    differences.add(at + "/" + name + " is not in the real one");
                } else {
                    compare(at + "/" + name, realMap.get(name), value);
                }
            });
        } else if (real instanceof List<?> realList && ours instanceof List<?> ourList) {
            for (Object item : ourList) {
                boolean[] like = {false};
                int before = differences.size();
                for (Object other : realList) {
                    int mark = differences.size();
                    compare(at + "[]", other, item);
                    like[0] |= differences.size() == mark;
                }
                if (like[0]) {
                    differences.subList(before, differences.size()).clear();
                }
            }
        } else if (real != null && ours != null && !sort(real).equals(sort(ours))) {
            differences.add(at + " is " + sort(ours) + ", not " + sort(real));
        }
    }

    private static String sort(Object value) {
        return value instanceof Number
                ? "a number"
                : value instanceof String ? "text" : value.getClass().getSimpleName();
    }
}
