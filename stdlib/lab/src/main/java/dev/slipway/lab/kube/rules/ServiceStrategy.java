package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Names;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.ObjectStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Services, their addresses and ports (kubernetes/kubernetes: pkg/registry/core/service, pkg/apis/core/validation/validation.go). */
final class ServiceStrategy implements Strategy {
    @Override
    public List<String> nameProblems(String name) {
        return Names.label1035(name);
    }

    @Override
    public void preset(Map<String, Object> object) {
        for (Map<String, Object> port : Tree.maps(object, "spec", "ports")) {
            Object target = port.get("targetPort");
            if (target == null || target.equals(0L) || target.equals("")) {
                port.put("targetPort", Objects.requireNonNull(port.get("port")));
            }
        }
    }

    @Override
    public void prepareCreate(Map<String, Object> object, ObjectStore store) {
        allocate(object, store);
    }

    @Override
    public void prepareUpdate(Map<String, Object> object, Map<String, Object> old, ObjectStore store) {
        Map<String, Object> spec = Tree.map(object, "spec");
        boolean stays = !isExternal(object) && !isExternal(old);
        if (stays) {
            for (String name : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
                if (Tree.text(spec, name).isEmpty() && Tree.has(old, "spec", name)) {
                    spec.put(name, Objects.requireNonNull(Tree.get(old, "spec", name)));
                }
            }
        }
        List<Map<String, Object>> before = Tree.maps(old, "spec", "ports");
        for (Map<String, Object> port : Tree.maps(spec, "ports")) {
            before.stream()
                    .filter(one -> one.get("port") != null
                            && one.get("port").equals(port.get("port"))
                            && Tree.text(one, "protocol").equals(Tree.text(port, "protocol")))
                    .findFirst()
                    .flatMap(one -> Tree.number(one, "nodePort"))
                    .ifPresent(number -> {
                        if (hasNodePorts(object)) {
                            Tree.preset(port, number, "nodePort");
                        }
                    });
        }
        allocate(object, store);
    }

    private static boolean isExternal(Map<String, Object> object) {
        return Tree.text(object, "spec", "type").equals("ExternalName");
    }

    private static boolean hasNodePorts(Map<String, Object> object) {
        String type = Tree.text(object, "spec", "type");
        return type.equals("NodePort")
                || (type.equals("LoadBalancer")
                        && !Boolean.FALSE.equals(Tree.get(object, "spec", "allocateLoadBalancerNodePorts")));
    }

    private static void allocate(Map<String, Object> object, ObjectStore store) {
        Map<String, Object> spec = Tree.map(object, "spec");
        if (isExternal(object)) {
            return;
        }
        List<Object> given = Tree.list(spec, "clusterIPs");
        if (Tree.text(spec, "clusterIP").isEmpty() && !given.isEmpty()) {
            spec.put("clusterIP", given.get(0));
        }
        if (Tree.text(spec, "clusterIP").isEmpty()) {
            spec.put("clusterIP", freeAddress(store));
        }
        Tree.preset(spec, List.of(Tree.text(spec, "clusterIP")), "clusterIPs");
        Tree.preset(spec, List.of("IPv4"), "ipFamilies");
        Tree.preset(spec, "SingleStack", "ipFamilyPolicy");
        if (hasNodePorts(object)) {
            Set<Object> used = new HashSet<>();
            store.list("/services", "")
                    .forEach(service -> Tree.maps(service.object(), "spec", "ports")
                            .forEach(port -> Tree.number(port, "nodePort").ifPresent(used::add)));
            long next = 30000;
            for (Map<String, Object> port : Tree.maps(spec, "ports")) {
                if (!Tree.has(port, "nodePort")) {
                    while (!used.add(next)) {
                        next++;
                    }
                    port.put("nodePort", next);
                }
            }
        } else {
            Tree.maps(spec, "ports").forEach(port -> port.remove("nodePort"));
        }
    }

    private static String freeAddress(ObjectStore store) {
        Set<String> used = new HashSet<>();
        store.list("/services", "").forEach(service -> used.add(Tree.text(service.object(), "spec", "clusterIP")));
        for (int i = 10; ; i++) {
            String address = "10.96." + (i >> 8) + "." + (i & 255);
            if (!used.contains(address)) {
                return address;
            }
        }
    }

    @Override
    public void check(Map<String, Object> object, List<FieldError> errors) {
        Map<String, Object> spec = Tree.map(object, "spec");
        List<Map<String, Object>> ports = Tree.maps(spec, "ports");
        String type = Tree.text(spec, "type");
        if (ports.isEmpty()
                && !isExternal(object)
                && !Tree.text(spec, "clusterIP").equals("None")) {
            errors.add(FieldError.required("spec.ports", ""));
        }
        if (isExternal(object) && Tree.text(spec, "externalName").isEmpty()) {
            errors.add(FieldError.required("spec.externalName", ""));
        }
        Set<String> names = new HashSet<>();
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            port(ports.get(i), "spec.ports[" + i + "]", ports.size() > 1, names, errors);
            if (!pairs.add(Tree.text(ports.get(i), "protocol") + Tree.text(ports.get(i), "port"))) {
                errors.add(FieldError.duplicate(
                        "spec.ports[" + i + "]",
                        Tree.of(
                                "protocol",
                                Tree.text(ports.get(i), "protocol"),
                                "port",
                                ports.get(i).get("port"))));
            }
        }
        Checks.oneOf(spec, "type", "spec", errors, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        Checks.oneOf(spec, "sessionAffinity", "spec", errors, "ClientIP", "None");
        Names.labels(Tree.map(spec, "selector"), "spec.selector", errors);
        if (type.equals("ClusterIP") && Tree.has(spec, "externalTrafficPolicy")) {
            errors.add(FieldError.invalid(
                    "spec.externalTrafficPolicy",
                    Tree.text(spec, "externalTrafficPolicy"),
                    "may only be set for externally-accessible services"));
        }
    }

    private static void port(
            Map<String, Object> port, String at, boolean named, Set<String> names, List<FieldError> errors) {
        String name = Tree.text(port, "name");
        if (named && name.isEmpty()) {
            errors.add(FieldError.required(at + ".name", ""));
        } else if (!name.isEmpty()) {
            Names.label(name).forEach(problem -> errors.add(FieldError.invalid(at + ".name", name, problem)));
            if (!names.add(name)) {
                errors.add(FieldError.duplicate(at + ".name", name));
            }
        }
        long number = Tree.number(port, 0, "port");
        if (number < 1 || number > 65535) {
            errors.add(FieldError.invalid(at + ".port", number, Checks.PORT));
        }
        Checks.oneOf(port, "protocol", at, errors, "SCTP", "TCP", "UDP");
        Object target = port.get("targetPort");
        if (target instanceof Long goal && (goal < 1 || goal > 65535)) {
            errors.add(FieldError.invalid(at + ".targetPort", goal, Checks.PORT));
        } else if (target instanceof String text) {
            Checks.portName(text, at + ".targetPort", errors);
        }
    }

    @Override
    public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
        String before = Tree.text(old, "spec", "clusterIP");
        String after = Tree.text(object, "spec", "clusterIP");
        if (!isExternal(object) && !isExternal(old) && !before.isEmpty() && !before.equals(after)) {
            errors.add(FieldError.invalid(
                    "spec.clusterIPs[0]", Tree.list(object, "spec", "clusterIPs"), "may not change once set"));
        }
    }
}
