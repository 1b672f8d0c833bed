package dev.slipway.providers;

import dev.slipway.model.Fields;
import dev.slipway.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The datacenters that a script speaks to, as systems of a lab. */
final class ProxmoxSketch implements LabSketch {
    private final Map<String, DatacenterSketch> datacenters = new LinkedHashMap<>();

    @Override
    public void add(Task task) {
        if (task.inputs().get("proxmox") instanceof Fields reached) {
            datacenters
                    .computeIfAbsent(reached.text("name"), DatacenterSketch::new)
                    .look(task, reached);
        }
    }

    @Override
    public Optional<String> secret(String input) {
        return input.equals("token")
                ? Optional.of("root@pam!slipway=01234567-89ab-cdef-0123-456789abcdef")
                : Optional.empty();
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<>(datacenters.isEmpty() ? List.of() : List.of("pace 30"));
        datacenters.values().forEach(each -> lines.add(each.line()));
        return lines;
    }
}
