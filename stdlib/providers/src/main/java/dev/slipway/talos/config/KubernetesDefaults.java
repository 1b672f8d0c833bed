package dev.slipway.talos.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policies that generated configurations give to the Kubernetes API server. Upstream: pkg/machinery/config/types/k8s,
 * DefaultPodSecurityAdmissionControlConfig, DefaultAuditPolicyConfig, DefaultAuthenticationConfig.
 */
final class KubernetesDefaults {
    /** Pod security as the root document carries it: a list of plugins. */
    static List<Object> admissionControl() {
        return list(map("name", "PodSecurity", "configuration", podSecurity()));
    }

    static Map<String, Object> podSecurity() {
        return map(
                "apiVersion",
                "pod-security.admission.config.k8s.io/v1alpha1",
                "kind",
                "PodSecurityConfiguration",
                "defaults",
                map(
                        "enforce",
                        "baseline",
                        "enforce-version",
                        "latest",
                        "audit",
                        "restricted",
                        "audit-version",
                        "latest",
                        "warn",
                        "restricted",
                        "warn-version",
                        "latest"),
                "exemptions",
                map("usernames", list(), "namespaces", list("kube-system"), "runtimeClasses", list()));
    }

    static Map<String, Object> auditPolicy() {
        return map("apiVersion", "audit.k8s.io/v1", "kind", "Policy", "rules", list(map("level", "Metadata")));
    }

    static Map<String, Object> authentication() {
        return map(
                "anonymous",
                        map(
                                "enabled",
                                true,
                                "conditions",
                                list(map("path", "/livez"), map("path", "/readyz"), map("path", "/healthz"))),
                "jwt", list());
    }

    /** Encrypts secrets; the name of the key must stay, or what older configurations encrypted cannot be read. */
    static Map<String, Object> etcdEncryption(String key, String secret) {
        return map(
                "resources",
                list(map(
                        "resources", list("secrets"),
                        "providers", list(map("secretbox", map("keys", list(map("name", key, "secret", secret))))))));
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static List<Object> list(Object... items) {
        return new ArrayList<>(List.of(items));
    }

    private KubernetesDefaults() {}
}
