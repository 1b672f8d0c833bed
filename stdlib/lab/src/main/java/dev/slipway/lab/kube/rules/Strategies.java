package dev.slipway.lab.kube.rules;

import static java.util.Map.entry;

import dev.slipway.lab.kube.object.Names;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Decoder;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The strategy of each kind, and what all of them do. */
public final class Strategies {
    private static final Strategy PLAIN = new Strategy() {};
    private static final Strategy ANY_NAME = new Strategy() {
        @Override
        public List<String> nameProblems(String name) {
            return Names.pathSegment(name);
        }
    };
    private static final Map<String, Strategy> KINDS = Map.ofEntries(
            entry("/namespaces", new OtherStrategies.ForNamespace()),
            entry("/configmaps", new OtherStrategies.ForConfigMap()),
            entry("/secrets", new OtherStrategies.ForSecret()),
            entry("/persistentvolumeclaims", new OtherStrategies.ForClaim()),
            entry("/limitranges", new OtherStrategies.ForLimits()),
            entry("/services", new ServiceStrategy()),
            entry("/pods", new PodStrategy()),
            entry("apps/deployments", new WorkloadStrategy()),
            entry("apps/replicasets", new WorkloadStrategy()),
            entry("apps/statefulsets", new WorkloadStrategy()),
            entry("apps/daemonsets", new WorkloadStrategy()),
            entry("batch/jobs", new JobStrategy()),
            entry("batch/cronjobs", new JobStrategy()),
            entry("policy/poddisruptionbudgets", new OtherStrategies.ForBudget()),
            entry("rbac.authorization.k8s.io/rolebindings", new OtherStrategies.ForRole()),
            entry("rbac.authorization.k8s.io/clusterrolebindings", new OtherStrategies.ForRole()),
            entry("apiextensions.k8s.io/customresourcedefinitions", new DefinitionStrategy()));

    private Strategies() {}

    public static Strategy of(ResourceType type) {
        return KINDS.getOrDefault(type.key(), KindFacts.takesAnyName(type.key()) ? ANY_NAME : PLAIN);
    }

    /** An object that is created has no status yet. */
    public static void dropStatus(ResourceType type, Map<String, Object> object) {
        Schema.Field field = type.schema().fields().get("status");
        if (!type.custom() && field != null && field.empty() == Schema.Empty.WRITTEN) {
            object.put("status", Decoder.read(field.type().get(), Map.of(), new ArrayList<>()));
        } else {
            object.remove("status");
        }
    }

    /** A change of an object leaves its status alone. */
    public static void keepStatus(Map<String, Object> object, Map<String, Object> old) {
        if (old.containsKey("status")) {
            object.put("status", Objects.requireNonNull(Tree.copyOf(old.get("status"))));
        } else {
            object.remove("status");
        }
    }

    /** A change of a status leaves everything else alone, but for the metadata of built-in kinds. */
    public static void keepAllButStatus(ResourceType type, Map<String, Object> object, Map<String, Object> old) {
        for (String name : List.copyOf(object.keySet())) {
            if (!name.equals("status")
                    && !name.equals("metadata")
                    && !name.equals("apiVersion")
                    && !name.equals("kind")) {
                object.remove(name);
            }
        }
        old.forEach((name, value) -> {
            if (!name.equals("status") && !name.equals("metadata")) {
                object.put(name, Objects.requireNonNull(Tree.copyOf(value)));
            }
        });
        if (type.custom() || type.key().equals("apiextensions.k8s.io/customresourcedefinitions")) {
            Object managed = Tree.get(object, "metadata", "managedFields");
            Map<String, Object> meta = Tree.copy(Tree.map(old, "metadata"));
            if (managed != null) {
                meta.put("managedFields", managed);
            }
            object.put("metadata", meta);
        }
    }

    /** A new generation begins when anything but the status and the metadata changes. */
    public static void countGeneration(ResourceType type, Map<String, Object> object, Map<String, Object> old) {
        if (!type.custom() && !KindFacts.countsGenerations(type.key())) {
            return;
        }
        if (!wanted(type, object).equals(wanted(type, old))) {
            Tree.set(object, Tree.number(old, 0, "metadata", "generation") + 1, "metadata", "generation");
        }
    }

    private static Map<String, Object> wanted(ResourceType type, Map<String, Object> object) {
        var wanted = Tree.of();
        object.forEach((name, value) -> {
            boolean counts = !name.equals("metadata") && !(name.equals("status") && type.has("status"));
            if (counts) {
                wanted.put(name, value);
            }
        });
        return wanted;
    }
}
