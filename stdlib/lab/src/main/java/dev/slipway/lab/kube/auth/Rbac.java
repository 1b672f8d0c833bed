package dev.slipway.lab.kube.auth;

import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.ObjectStore;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides by roles and bindings (kubernetes/kubernetes: plugin/pkg/auth/authorizer/rbac/rbac.go, pkg/apis/rbac/v1/evaluation_helpers.go). */
public final class Rbac {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private final ObjectStore store;

    public Rbac(ObjectStore store) {
        this.store = store;
    }

    /** Why a request is allowed, or empty where nothing allows it. */
    public Optional<String> allowed(User user, Attributes ask) {
        if (user.groups().contains("system:masters")) {
            return Optional.of("");
        }
        for (Stored binding : store.list(GROUP + "/clusterrolebindings", "")) {
            Optional<String> subject = subject(user, binding, "");
            if (subject.isPresent() && allows(role(binding, ""), ask)) {
                return Optional.of("RBAC: allowed by ClusterRoleBinding " + GoText.quoted(binding.name()) + " of "
                        + roleText(binding) + " to " + subject.get());
            }
        }
        if (!ask.namespace().isEmpty()) {
            for (Stored binding : store.list(GROUP + "/rolebindings", ask.namespace())) {
                Optional<String> subject = subject(user, binding, ask.namespace());
                if (subject.isPresent() && allows(role(binding, ask.namespace()), ask)) {
                    return Optional.of("RBAC: allowed by RoleBinding "
                            + GoText.quoted(binding.name() + "/" + ask.namespace()) + " of " + roleText(binding)
                            + " to "
                            + subject.get());
                }
            }
        }
        return Optional.empty();
    }

    /** What upstream says of a request that nothing allows (kubernetes/apiserver: pkg/endpoints/handlers/responsewriters/errors.go). */
    public static String refusal(User user, Attributes ask) {
        String who = "User " + GoText.quoted(user.name()) + " cannot " + ask.verb();
        if (!ask.isResource()) {
            return who + " path " + GoText.quoted(ask.path());
        }
        return who + " resource " + GoText.quoted(ask.combined()) + " in API group " + GoText.quoted(ask.group())
                + (ask.namespace().isEmpty()
                        ? " at the cluster scope"
                        : " in the namespace " + GoText.quoted(ask.namespace()));
    }

    private static String roleText(Stored binding) {
        return Tree.text(binding.object(), "roleRef", "kind") + " "
                + GoText.quoted(Tree.text(binding.object(), "roleRef", "name"));
    }

    private static Optional<String> subject(User user, Stored binding, String namespace) {
        for (Map<String, Object> subject : Tree.maps(binding.object(), "subjects")) {
            String name = Tree.text(subject, "name");
            switch (Tree.text(subject, "kind")) {
                case "User" -> {
                    if (user.name().equals(name)) {
                        return Optional.of("User " + GoText.quoted(name));
                    }
                }
                case "Group" -> {
                    if (user.groups().contains(name)) {
                        return Optional.of("Group " + GoText.quoted(name));
                    }
                }
                case "ServiceAccount" -> {
                    String of = Tree.text(subject, "namespace");
                    String home = of.isEmpty() ? namespace : of;
                    if (user.name().equals("system:serviceaccount:" + home + ":" + name)) {
                        return Optional.of("ServiceAccount " + GoText.quoted(name + "/" + home));
                    }
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private List<Map<String, Object>> role(Stored binding, String namespace) {
        String name = Tree.text(binding.object(), "roleRef", "name");
        boolean cluster = Tree.text(binding.object(), "roleRef", "kind").equals("ClusterRole");
        return store.get(GROUP + (cluster ? "/clusterroles" : "/roles"), Stored.key(cluster ? "" : namespace, name))
                .map(role -> Tree.maps(role.object(), "rules"))
                .orElse(List.of());
    }

    /** All rules that a user has in a namespace. */
    public void rules(User user, String namespace, Consumer<Map<String, Object>> into) {
        if (user.groups().contains("system:masters")) {
            into.accept(Tree.of("verbs", List.of("*"), "apiGroups", List.of("*"), "resources", List.of("*")));
            into.accept(Tree.of("verbs", List.of("*"), "nonResourceURLs", List.of("*")));
        }
        var bindings = new ArrayList<>(store.list(GROUP + "/clusterrolebindings", ""));
        int cluster = bindings.size();
        bindings.addAll(store.list(GROUP + "/rolebindings", namespace));
        for (int i = 0; i < bindings.size(); i++) {
            String where = i < cluster ? "" : namespace;
            if (subject(user, bindings.get(i), where).isPresent()) {
                role(bindings.get(i), where).forEach(into);
            }
        }
    }

    private static boolean allows(List<Map<String, Object>> rules, Attributes ask) {
        return rules.stream().anyMatch(rule -> allows(rule, ask));
    }

    /** Whether one rule allows a request. */
    public static boolean allows(Map<String, Object> rule, Attributes ask) {
        if (!matches(Tree.list(rule, "verbs"), ask.verb())) {
            return false;
        } else if (!ask.isResource()) {
            return Tree.list(rule, "nonResourceURLs").stream().anyMatch(url -> {
                String text = String.valueOf(url);
                return text.equals("*")
                        || text.equals(ask.path())
                        || (text.endsWith("*") && ask.path().startsWith(text.substring(0, text.length() - 1)));
            });
        }
        List<Object> resources = Tree.list(rule, "resources");
        boolean resource = matches(resources, ask.combined())
                || (!ask.subresource().isEmpty() && resources.contains("*/" + ask.subresource()));
        List<Object> names = Tree.list(rule, "resourceNames");
        return matches(Tree.list(rule, "apiGroups"), ask.group())
                && resource
                && (names.isEmpty() || names.contains(ask.name()));
    }

    private static boolean matches(List<Object> allowed, String what) {
        return allowed.contains("*") || allowed.contains(what);
    }
}
