package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Options of the whole datacenter: pve-cluster PVE/DataCenterConfig.pm, pve-manager PVE/API2/Cluster.pm. */
final class DatacenterOptions {
    private static final String FILE = "datacenter.cfg";
    private static final String OPTIONS = "/cluster/options";
    /** Options that are shown in parts, each with the part that needs no name. */
    private static final Map<String, String> IN_PARTS = Map.of(
            "crs", "",
            "migration", "type",
            "replication", "type",
            "next-id", "",
            "ha", "",
            "notify", "",
            "u2f", "",
            "webauthn", "",
            "tag-style", "",
            "user-tag-access", "");

    private static final Set<String> LISTS = Set.of("registered-tags", "user-allow-list");
    private static final Set<String> FOR_ALL = Set.of("console", "tag-style");

    private DatacenterOptions() {}

    static void routes(Routes routes) {
        routes.on("GET", OPTIONS, DatacenterOptions::shown).does("PUT", OPTIONS, DatacenterOptions::change);
    }

    private static Map<String, String> options(ApiCall call) {
        return call.cluster().options.get(FILE).map(ConfigSection::options).orElse(Map.of());
    }

    private static Object shown(ApiCall call) {
        Map<String, Object> all = parsed(options(call));
        if (!call.may("/", "Sys.Audit")) {
            all.keySet().retainAll(FOR_ALL);
        }
        all.put("allowed-tags", allowedTags(call));
        return all;
    }

    private static Map<String, Object> parsed(Map<String, String> options) {
        var all = new TreeMap<String, Object>();
        all.put("description", "");
        all.put("mac_prefix", "BC:24:11");
        options.forEach((name, value) -> {
            String key = IN_PARTS.get(name);
            if (key != null) {
                all.put(name, parts(value, key));
            } else if (LISTS.contains(name)) {
                all.put(name, List.of(value.split(";", -1)));
            } else if (name.equals("description")) {
                all.put(name, value.endsWith("\n") ? value : value + "\n"); // it is kept as comments
            } else {
                all.put(name, name.equals("console") && value.equals("applet") ? "html5" : ResponseText.number(value));
            }
        });
        return all;
    }

    private static Map<String, Object> parts(String value, String key) {
        var parts = new LinkedHashMap<String, Object>();
        for (String part : value.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? key : part.substring(0, equals);
            String said = part.substring(equals + 1);
            parts.put(name, LISTS.contains(name) ? List.of(said.split(";", -1)) : ResponseText.number(said));
        }
        return parts;
    }

    /** pve-guest-common PVE/GuestHelpers.pm, get_allowed_tags. */
    private static List<String> allowedTags(ApiCall call) {
        Map<String, Object> all = parsed(options(call));
        Map<?, ?> access = all.get("user-tag-access") instanceof Map<?, ?> said ? said : Map.of();
        String mode = access.get("user-allow") instanceof String said ? said : "free";
        boolean privileged = call.may("/", "Sys.Modify");
        var tags = new TreeSet<String>();
        if (privileged || !mode.equals("none")) {
            tags.addAll(texts(access.get("user-allow-list")));
        }
        if (privileged || mode.matches("free|existing")) {
            call.cluster().guests.values().stream()
                    .filter(guest -> privileged || call.may("/vms/" + guest.vmid(), "VM.Audit"))
                    .forEach(guest -> tags.addAll(ApiCall.listed(guest.get("tags", ""))));
        }
        List<String> registered = texts(all.get("registered-tags"));
        if (privileged) {
            tags.addAll(registered);
        } else {
            registered.forEach(tags::remove);
        }
        return new ArrayList<>(tags);
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    private static void change(ApiCall call) {
        var options = new TreeMap<>(options(call));
        options.putAll(call.without("delete"));
        call.list("delete").forEach(options::remove);
        if (options.getOrDefault("mac_prefix", "").equalsIgnoreCase("BC:24:11")) {
            options.remove("mac_prefix");
        }
        if (options.containsKey("next-id")) {
            checkNextId(parts(options.getOrDefault("next-id", ""), ""));
        }
        call.cluster().options.put(FILE, new ConfigSection(FILE, options));
    }

    private static void checkNextId(Map<String, Object> range) {
        long lower = range.get("lower") instanceof Long said ? said : 100;
        long upper = range.get("upper") instanceof Long said ? said : 1_000_000;
        if (lower > upper) {
            throw ApiException.because("lower (" + lower + ") <= upper (" + upper + ") boundary rule broken");
        }
    }
}
