package dev.slipway.providers;

import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hosts that a script reaches over SSH, as systems of a lab. */
final class HostSketch implements LabSketch {
    private final Map<String, String> hosts = new LinkedHashMap<>();

    @Override
    public void add(Task task) {
        if (task.inputs().get("host") instanceof Fields host) {
            add(host);
        }
    }

    private void add(Fields host) {
        if (host.get("via") instanceof Fields via) {
            add(via);
        }
        String user = host.text("user").isEmpty() ? "root" : host.text("user");
        String sudo = host.get("sudo") == BoolValue.TRUE ? " sudo=" + user : "";
        String place = "place ssh " + host.text("name") + " address=" + host.text("address") + ":";
        hosts.put(host.text("name"), place + host.whole("port", 22) + " user=" + user + sudo);
    }

    @Override
    public boolean takesKey(String input) {
        return input.equals("key");
    }

    @Override
    public List<String> lines() {
        return List.copyOf(hosts.values());
    }
}
