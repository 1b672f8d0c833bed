package dev.slipway.kube;

import dev.slipway.provide.Failure;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What a refusal of the API server means: whether it passes, and what to do about it. */
final class Refusal {
    /**
     * Each is a refusal before anything was stored. From the error strings of kubernetes/kubernetes v1.35.4:
     * apiserver/pkg/admission/plugin/webhook/errors/statuserror.go (failed calling webhook),
     * apiserver/pkg/endpoints/handlers/create.go and plugin/pkg/admission/namespace/lifecycle (being terminated).
     */
    private static final List<String> PASSING = List.of(
            "failed calling webhook",
            "because it is being terminated",
            "object is being deleted",
            "no endpoints available for service",
            "the object has been modified");

    /** From structured-merge-diff typed/typed.go and apiserver/pkg/endpoints/handlers/patch.go. */
    private static final Pattern MALFORMED =
            Pattern.compile("failed to create typed patch object|field not declared in schema|strict decoding error|"
                    + "failed to create manager for existing fields|expected .*, got ");

    private static final Pattern IMMUTABLE = Pattern.compile(
            "field is immutable|is immutable|may not be changed|may not change once set|are forbidden|cannot be updated");

    private Refusal() {}

    /** Whether the same request may be accepted soon, and has changed nothing so far. */
    static boolean isPassing(Reply reply) {
        return !reply.isDone() && PASSING.stream().anyMatch(reply::says);
    }

    /** Whether the declaration itself is wrong, so that only another one could be accepted. */
    static boolean isMalformed(Reply reply) {
        return reply.status() == 422
                || reply.status() == 400
                || reply.status() == 413
                || (reply.status() == 500 && MALFORMED.matcher(reply.message()).find());
    }

    static boolean isImmutable(Reply reply) {
        return reply.status() == 422 && IMMUTABLE.matcher(reply.message()).find();
    }

    /** The failure that a reply stands for. */
    static Failure of(Reply reply, String cluster, String asked, boolean reads) {
        String what = cluster + " refuses to " + asked + ": " + reply.message();
        if (reply.status() == 429) {
            Duration wait = reply.retryAfter().isZero() ? Duration.ofSeconds(1) : reply.retryAfter();
            return new Failure.Throttled(what, wait);
        } else if (isMalformed(reply)) {
            return new Failure.Rejected(what, cure(reply));
        } else if (isPassing(reply)) {
            return new Failure.Transient(what, passing(reply));
        }
        return switch (reply.status()) {
            case 401 ->
                new Failure.Rejected(
                        what, "check the credentials of the context in the kubeconfig, and whether they have expired");
            case 403 -> new Failure.Rejected(what, forbidden(reply));
            case 404, 405 -> new Failure.Rejected(what, missing(reply));
            case 409 -> new Failure.Conflict(what, "plan again");
            default -> {
                if (reply.status() < 500) {
                    yield new Failure.Rejected(what, "correct what it names, and run again");
                }
                yield reads
                        ? new Failure.Transient(what, "check the health of the API server: kubectl get --raw /readyz")
                        : new Failure.InDoubt(what, "run again to settle and continue");
            }
        };
    }

    private static String cure(Reply reply) {
        if (isImmutable(reply)) {
            return "restore the value, or replace the object: --replace with the name of the task";
        } else if (reply.says("field not declared in schema") || reply.says("unknown field")) {
            return "correct or remove the field; kubectl explain lists the fields of a kind";
        } else if (reply.status() == 413 || reply.says("Too long") || reply.says("etcdserver: request is too large")) {
            return "split it: an object has at most about 1 MiB";
        }
        return "correct the field that it names";
    }

    private static String passing(Reply reply) {
        if (reply.says("webhook") || reply.says("endpoints")) {
            return "check that the pods behind the webhook run, and that network policies admit the API server";
        }
        return "wait until the deletion has finished; kubectl get -o yaml shows the finalizers it waits for";
    }

    private static String forbidden(Reply reply) {
        if (reply.says("exceeded quota")) {
            return "raise the quota of the namespace, or request less";
        } else if (reply.says("PodSecurity")) {
            return "set the security context that it names, or a lower podSecurity for the namespace";
        }
        return "grant the verb on the resource to the user, for example by rbac(...), or use another context";
    }

    private static String missing(Reply reply) {
        return reply.says("namespaces \"")
                ? "declare the namespace: namespace(\"...\") { }"
                : "install the CRD that defines the kind first, or correct apiVersion and kind";
    }
}
