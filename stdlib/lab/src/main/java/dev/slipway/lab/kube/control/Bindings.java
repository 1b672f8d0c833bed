package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.object.Selectors;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives services addresses and claims volumes, counts what budgets are about, and makes what each namespace has. */
final class Bindings {
    static final String SERVICES = "/services";
    static final String CLAIMS = "/persistentvolumeclaims";
    static final String BUDGETS = "policy/poddisruptionbudgets";

    private final Hand hand;
    private int addresses;

    Bindings(Hand hand) {
        this.hand = hand;
    }

    /** A load balancer of the documentation's own network. */
    void service(String key) {
        hand.get(SERVICES, key)
                .filter(stored -> Tree.text(stored.object(), "spec", "type").equals("LoadBalancer")
                        && Tree.list(stored.object(), "status", "loadBalancer", "ingress")
                                .isEmpty())
                .ifPresent(stored -> hand.status(
                        SERVICES,
                        stored,
                        object -> Tree.set(
                                object,
                                List.of(Tree.of("ip", "192.0.2." + (1 + addresses++ % 250), "ipMode", "VIP")),
                                "status",
                                "loadBalancer",
                                "ingress")));
    }

    void claim(String key) {
        Stored claim = hand.get(CLAIMS, key).orElse(null);
        if (claim == null || !Tree.text(claim.object(), "status", "phase").equals("Pending")) {
            return;
        }
        Optional<Stored> found = storageClass(claim.object());
        if (found.isEmpty() || waits(found.get(), claim)) {
            return;
        }
        String volume = "pvc-" + Tree.text(claim.object(), "metadata", "uid");
        hand.change(CLAIMS, claim, object -> {
            Tree.set(object, volume, "spec", "volumeName");
            Tree.set(object, found.get().name(), "spec", "storageClassName");
        });
        hand.get(CLAIMS, key)
                .ifPresent(stored -> hand.status(
                        CLAIMS,
                        stored,
                        object -> Tree.set(
                                object,
                                Tree.of(
                                        "phase", "Bound",
                                        "accessModes", Tree.list(object, "spec", "accessModes"),
                                        "capacity", Tree.map(object, "spec", "resources", "requests")),
                                "status")));
    }

    private Optional<Stored> storageClass(Map<String, Object> claim) {
        String name = Tree.text(claim, "spec", "storageClassName");
        return hand.list("storage.k8s.io/storageclasses", "").stream()
                .filter(one -> name.isEmpty()
                        ? Tree.text(
                                        one.object(),
                                        "metadata",
                                        "annotations",
                                        "storageclass.kubernetes.io/is-default-class")
                                .equals("true")
                        : one.name().equals(name))
                .findFirst();
    }

    /** Some classes bind a volume only where a pod uses it. */
    private boolean waits(Stored storageClass, Stored claim) {
        boolean late = Tree.text(storageClass.object(), "volumeBindingMode").equals("WaitForFirstConsumer");
        return late
                && hand.list(Pods.KEY, claim.namespace()).stream()
                        .noneMatch(pod -> Tree.maps(pod.object(), "spec", "volumes").stream()
                                .anyMatch(volume -> Tree.text(volume, "persistentVolumeClaim", "claimName")
                                        .equals(claim.name())));
    }

    /** pkg/controller/disruption/disruption.go. */
    void budget(String key) {
        Stored budget = hand.get(BUDGETS, key).orElse(null);
        if (budget == null) {
            return;
        }
        var selected = Selectors.of(Tree.map(budget.object(), "spec", "selector"));
        List<Stored> pods = Workloads.live(hand.list(Pods.KEY, budget.namespace())).stream()
                .filter(pod -> selected.test(Tree.map(pod.object(), "metadata", "labels")))
                .toList();
        long healthy = pods.stream().filter(pod -> Pods.isReady(pod.object())).count();
        Object most = Tree.get(budget.object(), "spec", "maxUnavailable");
        long desired = most == null
                ? count(Tree.get(budget.object(), "spec", "minAvailable"), pods.size())
                : Math.max(0, pods.size() - count(most, pods.size()));
        long allowed = Math.max(0, healthy - desired);
        hand.status(BUDGETS, budget, object -> {
            Tree.set(object, Tree.number(object, 0, "metadata", "generation"), "status", "observedGeneration");
            Tree.set(object, (long) pods.size(), "status", "expectedPods");
            Tree.set(object, healthy, "status", "currentHealthy");
            Tree.set(object, desired, "status", "desiredHealthy");
            Tree.set(object, allowed, "status", "disruptionsAllowed");
            hand.condition(
                    object, "DisruptionAllowed", allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", "");
        });
    }

    private static long count(@Nullable Object given, int all) {
        if (given instanceof String text && text.endsWith("%")) {
            return (Long.parseLong(text.substring(0, text.length() - 1)) * all + 99) / 100;
        }
        return given instanceof Number number ? number.longValue() : 0;
    }

    /** The account that pods of a namespace have. */
    void namespace(String name) {
        if (hand.get("/serviceaccounts", Stored.key(name, "default")).isEmpty()) {
            hand.create("/serviceaccounts", name, Tree.of("metadata", Tree.of("name", "default")));
        }
    }
}
