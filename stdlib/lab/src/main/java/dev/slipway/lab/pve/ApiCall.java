package dev.slipway.lab.pve;

import dev.slipway.lab.table.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was understood.
 *
 * @param door the node that was asked
 * @param node the node that answers: that of the path, or the one that was asked
 * @param parameters those of the path, the query and the body
 * @param beside what stands beside the data of the answer
 */
record ApiCall(
        Datacenter in,
        Node door,
        Node node,
        Cluster cluster,
        Operation operation,
        Identity by,
        Map<String, String> parameters,
        Optional<Multipart> upload,
        Map<String, Object> beside) {
    boolean has(String name) {
        return parameters.containsKey(name);
    }

    String text(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw ApiException.parameter(name, "property is missing and it is not optional");
        }
        return value;
    }

    String text(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        return has(name) ? Long.parseLong(text(name)) : otherwise;
    }

    boolean truth(String name, boolean otherwise) {
        return has(name) ? text(name).matches("(?i)1|yes|on|true") : otherwise;
    }

    /** The parts of a list, which may be kept apart by several things. */
    List<String> list(String name) {
        return listed(text(name, ""));
    }

    static List<String> listed(String text) {
        return Arrays.stream(text.split("[,; \0]+", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** What is given, but for these and those of the path. */
    Map<String, String> without(String... names) {
        var others = new LinkedHashMap<>(parameters);
        others.keySet().removeAll(List.of(names));
        others.keySet().removeIf(name -> operation.path().contains("{" + name + "}"));
        return others;
    }

    long now() {
        return in.now();
    }

    Guest guest() {
        return cluster.guest(node, text("vmid"));
    }

    String task(String type, String id, TaskBody work) {
        return in.tasks().start(node, type, id, by.name(), work);
    }

    boolean may(String path, String... privileges) {
        return new Permissions(in, cluster).of(by, path).containsAll(List.of(privileges));
    }

    boolean mayAny(String path, String... privileges) {
        return List.of(privileges).stream().anyMatch(privilege -> may(path, privilege));
    }

    /** The first that is missing is named: {@code check}, pve-access-control src/PVE/RPCEnvironment.pm. */
    void check(String path, String... privileges) {
        for (String privilege : privileges) {
            if (!may(path, privilege)) {
                throw ApiException.permission(path + ", " + privilege);
            }
        }
    }

    void checkAny(String path, String... privileges) {
        if (!mayAny(path, privileges)) {
            throw ApiException.permission(path + ", " + String.join("|", privileges));
        }
    }
}
