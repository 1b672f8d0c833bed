package dev.slipway.lab.kube.registry;

import dev.slipway.lab.kube.object.Tree;
import java.util.Map;
import java.util.Optional;

/**
 * How something is deleted.
 *
 * @param grace for how many seconds it may go on
 * @param propagation what becomes of its dependents: {@code Background}, {@code Foreground}, {@code Orphan}, or empty
 */
public record DeleteOptions(
        Optional<Long> grace, String propagation, String uid, String resourceVersion, boolean dryRun) {
    public static final DeleteOptions PLAIN = new DeleteOptions(Optional.empty(), "", "", "", false);

    public static DeleteOptions of(Map<String, Object> options, boolean dryRun) {
        Object orphan = Tree.get(options, "orphanDependents");
        String propagation = Tree.text(options, "propagationPolicy");
        if (orphan instanceof Boolean truth) {
            propagation = truth ? "Orphan" : "Background";
        }
        return new DeleteOptions(
                Tree.number(options, "gracePeriodSeconds"),
                propagation,
                Tree.text(options, "preconditions", "uid"),
                Tree.text(options, "preconditions", "resourceVersion"),
                dryRun || Tree.list(options, "dryRun").contains("All"));
    }

    public DeleteOptions immediately() {
        return new DeleteOptions(Optional.of(0L), propagation, uid, resourceVersion, dryRun);
    }
}
