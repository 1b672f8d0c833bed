package dev.slipway.rehearse;

import dev.slipway.graph.Graph;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.Task;
import dev.slipway.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a script would need of a lab, as far as its declarations tell: the lines to begin a layout with. */
final class LayoutTemplate {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, String> hosts = new LinkedHashMap<>();
    private final Map<String, Datacenter> datacenters = new LinkedHashMap<>();

    static String of(Graph graph) {
        var sketch = new LayoutTemplate();
        graph.tasks().forEach(sketch::look);
        var lines = new ArrayList<>(sketch.datacenters.isEmpty() ? List.of() : List.of("pace 30"));
        lines.addAll(sketch.secrets.values());
        sketch.datacenters.values().forEach(each -> lines.add(each.line()));
        lines.addAll(sketch.hosts.values());
        return lines.isEmpty() ? "place ssh neo address=10.0.3.12:22" : String.join("\n       ", lines);
    }

    private void look(Task task) {
        task.inputs().entries().forEach(entry -> secret(entry.getKey(), entry.getValue()));
        if (task.inputs().get("host") instanceof Fields host) {
            host(host);
        }
        if (task.inputs().get("proxmox") instanceof Fields reached) {
            datacenters.computeIfAbsent(reached.text("name"), Datacenter::new).look(task, reached);
        }
    }

    private void host(Fields host) {
        if (host.get("via") instanceof Fields via) {
            host(via);
        }
        String user = host.text("user").isEmpty() ? "root" : host.text("user");
        String sudo = host.get("sudo") == BoolValue.TRUE ? " sudo=" + user : "";
        String place = "place ssh " + host.text("name") + " address=" + host.text("address") + ":";
        hosts.put(host.text("name"), place + host.whole("port", 22) + " user=" + user + sudo);
    }

    private void secret(String field, Value value) {
        if (value instanceof Fields fields) {
            fields.entries().forEach(entry -> secret(entry.getKey(), entry.getValue()));
        } else if (value instanceof Secret secret) {
            String name = name(secret);
            secrets.putIfAbsent(
                    name,
                    switch (field) {
                        case "key" -> "key " + name;
                        case "token" -> "secret " + name + " root@pam!slipway=01234567-89ab-cdef-0123-456789abcdef";
                        default -> "secret " + name + " only-for-rehearsals";
                    });
        }
    }

    static String name(Secret secret) {
        return secret.source().substring(secret.source().indexOf(':') + 1);
    }
}
