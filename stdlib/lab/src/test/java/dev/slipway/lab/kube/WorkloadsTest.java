package dev.slipway.lab.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.LabClock;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster with nodes runs what it is given, in the lab's time. */
class WorkloadsTest {
    private static final String APPS = "/apis/apps/v1/namespaces/default/";
    private static final String CORE = "/api/v1/namespaces/default/";
    private static final String POD =
            "{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"%s\"}]}}";

    private final LabClock clock = LabClock.standing(Instant.parse("2026-01-01T00:00:00Z"));
    private final Set<String> bad = new HashSet<>();
    private final LabServer server = new LabServer(
            "1.35", clock, new Nodes(List.of("one", "two"), List.of("standard"), Optional.of(bad::contains)));

    @AfterEach
    void close() {
        server.close();
    }

    private Map<String, Object> ask(String method, String path, String type, String body) {
        Server.Reply reply = server.ask(method, path, Optional.of("admin-token"), type, body);
        assertTrue(reply.status() < 300, reply.body());
        try {
            return Tree.map(JsonReader.read(reply.body()));
        } catch (JsonReader.Malformed e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    private Map<String, Object> get(String path) {
        return ask("GET", path, "", "");
    }

    private void post(String path, String body) {
        ask("POST", path, "application/json", body);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            server.settle();
            clock.move(Duration.ofSeconds(1));
        }
        server.settle();
    }

    private static String workload(String name, String more, String image) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{" + more
                + "\"selector\":{\"matchLabels\":{\"a\":\"b\"}},\"template\":" + POD.formatted(image) + "}}";
    }

    private static String condition(Map<String, Object> object, String type) {
        return Tree.maps(object, "status", "conditions").stream()
                .filter(one -> Tree.text(one, "type").equals(type))
                .map(one -> Tree.text(one, "status"))
                .findFirst()
                .orElse("");
    }

    @Test
    void aDeploymentBecomesAvailableAndRollsOut() {
        post(APPS + "deployments", workload("web", "\"replicas\":3,", "web:1"));
        pass(5);
        Map<String, Object> web = get(APPS + "deployments/web");
        assertEquals("True", condition(web, "Available"));
        assertEquals(3, Tree.number(web, 0, "status", "availableReplicas"));
        ask(
                "PATCH",
                APPS + "deployments/web",
                "application/strategic-merge-patch+json",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"web:2\"}]}}}}");
        pass(8);
        web = get(APPS + "deployments/web");
        assertEquals(2, Tree.number(web, 0, "status", "observedGeneration"));
        assertEquals(3, Tree.number(web, 0, "status", "updatedReplicas"));
        assertEquals(3, Tree.number(web, 0, "status", "replicas"));
        assertEquals(3, Tree.list(get(CORE + "pods"), "items").size());
    }

    @Test
    void anImageThatCannotBePulledStopsARolloutUntilItCan() {
        post(APPS + "deployments", workload("web", "\"replicas\":1,", "web:1"));
        pass(5);
        bad.add("web:2");
        ask(
                "PATCH",
                APPS + "deployments/web",
                "application/strategic-merge-patch+json",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"web:2\"}]}}}}");
        pass(10);
        Map<String, Object> web = get(APPS + "deployments/web");
        assertEquals(1, Tree.number(web, 0, "status", "availableReplicas"));
        assertEquals(2, Tree.number(web, 0, "status", "replicas"));
        assertTrue(get(CORE + "pods").toString().contains("ImagePullBackOff"));
        bad.clear();
        pass(15);
        assertEquals(1, Tree.number(get(APPS + "deployments/web"), 0, "status", "replicas"));
    }

    @Test
    void statefulSetsDaemonSetsAndJobsRun() {
        post(
                APPS + "statefulsets",
                workload(
                        "db",
                        "\"replicas\":2,\"serviceName\":\"db\",\"volumeClaimTemplates\":[{\"metadata\":{\"name\":\"d\"},\"spec\":{\"accessModes\":[\"ReadWriteOnce\"],\"resources\":{\"requests\":{\"storage\":\"1Gi\"}}}}],",
                        "db:1"));
        post(APPS + "daemonsets", workload("agent", "", "agent:1"));
        post(
                "/apis/batch/v1/namespaces/default/jobs",
                "{\"metadata\":{\"name\":\"once\"},\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"Never\",\"containers\":[{\"name\":\"c\",\"image\":\"x:1\"}]}}}}");
        pass(12);
        assertEquals(2, Tree.number(get(APPS + "statefulsets/db"), 0, "status", "readyReplicas"));
        assertEquals("Bound", Tree.text(get(CORE + "persistentvolumeclaims/d-db-1"), "status", "phase"));
        assertEquals(2, Tree.number(get(APPS + "daemonsets/agent"), 0, "status", "numberReady"));
        assertEquals("True", condition(get("/apis/batch/v1/namespaces/default/jobs/once"), "Complete"));
    }

    @Test
    void aLoadBalancerGetsAnAddressAndANamespaceGoesWithAllThatIsInIt() {
        post(
                CORE + "services",
                "{\"metadata\":{\"name\":\"lb\"},\"spec\":{\"type\":\"LoadBalancer\",\"ports\":[{\"port\":80}]}}");
        pass(3);
        assertEquals(
                "192.0.2.1",
                Tree.text(
                        Tree.maps(get(CORE + "services/lb"), "status", "loadBalancer", "ingress")
                                .get(0),
                        "ip"));
        post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"team\"}}");
        post("/apis/apps/v1/namespaces/team/deployments", workload("web", "", "web:1"));
        pass(5);
        ask("DELETE", "/api/v1/namespaces/team", "application/json", "");
        pass(5);
        assertEquals(
                404,
                server.ask("GET", "/api/v1/namespaces/team", Optional.of("admin-token"), "", "")
                        .status());
    }

    @Test
    void aBudgetCountsItsPods() {
        post(APPS + "deployments", workload("web", "\"replicas\":2,", "web:1"));
        post(
                "/apis/policy/v1/namespaces/default/poddisruptionbudgets",
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"minAvailable\":1,\"selector\":{\"matchLabels\":{\"a\":\"b\"}}}}");
        pass(6);
        assertEquals(
                1,
                Tree.number(
                        get("/apis/policy/v1/namespaces/default/poddisruptionbudgets/p"),
                        0,
                        "status",
                        "disruptionsAllowed"));
    }

    @Test
    void dependentsGoWithTheirOwnerOrAreLeftAlone() {
        post(APPS + "deployments", workload("web", "", "web:1"));
        pass(5);
        ask("DELETE", APPS + "deployments/web?propagationPolicy=Orphan", "application/json", "");
        pass(3);
        assertEquals(1, Tree.list(get(APPS + "replicasets"), "items").size());
        String set = Tree.text(Tree.maps(get(APPS + "replicasets"), "items").get(0), "metadata", "name");
        ask("DELETE", APPS + "replicasets/" + set + "?propagationPolicy=Foreground", "application/json", "");
        pass(5);
        assertEquals(List.of(), Tree.list(get(APPS + "replicasets"), "items"));
        assertEquals(List.of(), Tree.list(get(CORE + "pods"), "items"));
    }
}
