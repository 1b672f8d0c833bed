package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether an object does what it was made for. The rules are those of kstatus (kubernetes-sigs/cli-utils
 * pkg/kstatus/status/core.go, commit 1ad68d5b), except that a DaemonSet that no node runs is not ready: before the first
 * node can be scheduled on, it says nothing.
 *
 * @param why what is missing, in words; empty where nothing is
 * @param isLasting whether it failed for good
 */
record Readiness(String why, boolean isLasting) {
    private static final Readiness READY = new Readiness("", false);

    /** Conditions that say of a custom resource that it is ready, the first that it has. */
    private static final List<String> USUAL =
            List.of("Ready", "Available", "Programmed", "Accepted", "Established", "Reconciled", "Synced", "Healthy");

    private static final Set<String> WITHOUT_STATUS = Set.of(
            "ConfigMap",
            "Secret",
            "ServiceAccount",
            "Role",
            "RoleBinding",
            "ClusterRole",
            "ClusterRoleBinding",
            "CronJob");

    static Readiness of(JsonNode object, Map<String, String> wanted) {
        JsonNode status = object.path("status");
        long generation = object.path("metadata").path("generation").asLong(0);
        if (object.path("metadata").has("deletionTimestamp")) {
            return waits("it is being deleted");
        } else if (status.path("observedGeneration").asLong(generation) < generation) {
            return waits("its last change is not yet observed");
        } else if (!wanted.isEmpty()) {
            return wanted.entrySet().stream()
                    .map(each -> condition(status, each.getKey(), each.getValue()))
                    .filter(each -> !each.isReady())
                    .findFirst()
                    .orElse(READY);
        }
        return switch (object.path("kind").asText()) {
            case "Deployment" -> deployment(object.path("spec"), status);
            case "StatefulSet" -> statefulSet(object.path("spec"), status);
            case "DaemonSet" -> daemonSet(status);
            case "Job" -> job(status);
            case "Pod" -> pod(status);
            case "PersistentVolumeClaim" -> phase(status, "Bound");
            case "PersistentVolume" ->
                status.path("phase").asText().equals("Bound") ? READY : phase(status, "Available");
            case "Namespace" -> phase(status, "Active");
            case "Service" -> service(object.path("spec"), status);
            case "CustomResourceDefinition" -> established(status);
            default -> custom(object.path("kind").asText(), status);
        };
    }

    boolean isReady() {
        return why.isEmpty();
    }

    private static Readiness waits(String why) {
        return new Readiness(why, false);
    }

    private static Readiness deployment(JsonNode spec, JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("reason").asText().equals("ProgressDeadlineExceeded")) {
                return new Readiness(
                        "rollout failed: " + condition.path("message").asText(), true);
            }
        }
        long wanted = spec.path("replicas").asLong(1);
        Readiness counted = counted(wanted, status, List.of("updatedReplicas", "availableReplicas", "readyReplicas"));
        if (!counted.isReady()) {
            return counted;
        } else if (status.path("replicas").asLong(0) > wanted) {
            return waits("old replicas are terminating");
        }
        return condition(status, "Available", "True");
    }

    private static Readiness counted(long wanted, JsonNode status, List<String> fields) {
        for (String field : fields) {
            long there = status.path(field).asLong(0);
            if (there < wanted) {
                return waits(field + ": " + there + " of " + wanted);
            }
        }
        return READY;
    }

    private static Readiness statefulSet(JsonNode spec, JsonNode status) {
        if (spec.path("updateStrategy").path("type").asText().equals("OnDelete")) {
            return READY;
        }
        long wanted = spec.path("replicas").asLong(1);
        Readiness ready = counted(wanted, status, List.of("replicas", "readyReplicas"));
        JsonNode partition = spec.path("updateStrategy").path("rollingUpdate").path("partition");
        if (!ready.isReady()) {
            return ready;
        } else if (partition.asLong(0) > 0) {
            return counted(Math.max(0, wanted - partition.asLong()), status, List.of("updatedReplicas"));
        }
        boolean isCurrent = status.path("currentRevision")
                .asText()
                .equals(status.path("updateRevision").asText());
        return isCurrent ? READY : waits("its pods are being replaced by those of the last change");
    }

    private static Readiness daemonSet(JsonNode status) {
        long wanted = status.path("desiredNumberScheduled").asLong(0);
        if (wanted == 0) {
            return waits("no node runs it yet");
        }
        return counted(
                wanted,
                status,
                List.of("currentNumberScheduled", "updatedNumberScheduled", "numberAvailable", "numberReady"));
    }

    private static Readiness job(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            boolean holds = condition.path("status").asText().equals("True");
            if (holds && condition.path("type").asText().equals("Failed")) {
                return new Readiness("job failed: " + condition.path("message").asText(), true);
            } else if (holds && condition.path("type").asText().equals("Complete")) {
                return READY;
            }
        }
        return waits("job is not complete");
    }

    private static Readiness pod(JsonNode status) {
        String phase = status.path("phase").asText();
        if (phase.equals("Failed")) {
            return new Readiness("pod failed: " + status.path("message").asText(), true);
        }
        return phase.equals("Succeeded") ? READY : condition(status, "Ready", "True");
    }

    private static Readiness phase(JsonNode status, String wanted) {
        String phase = status.path("phase").asText("(none)");
        return phase.equals(wanted) ? READY : waits("phase is " + phase + ", not " + wanted);
    }

    private static Readiness service(JsonNode spec, JsonNode status) {
        boolean isPending = spec.path("type").asText().equals("LoadBalancer")
                && status.path("loadBalancer").path("ingress").isEmpty();
        return isPending ? waits("load balancer has no address yet") : READY;
    }

    private static Readiness established(JsonNode status) {
        Readiness names = condition(status, "NamesAccepted", "True");
        return names.isReady() ? condition(status, "Established", "True") : names;
    }

    private static Readiness custom(String kind, JsonNode status) {
        if (WITHOUT_STATUS.contains(kind)) {
            return READY;
        }
        for (String type : USUAL) {
            for (JsonNode condition : status.path("conditions")) {
                if (condition.path("type").asText().equals(type)) {
                    return condition(status, type, "True");
                }
            }
        }
        return READY;
    }

    private static Readiness condition(JsonNode status, String type, String wanted) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                String is = condition.path("status").asText();
                String more = condition.path("message").asText("");
                return is.equals(wanted)
                        ? READY
                        : waits("condition " + type + " is " + is + (more.isEmpty() ? "" : ": " + more));
            }
        }
        return waits("condition " + type + " is not set yet");
    }
}
