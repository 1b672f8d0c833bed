package dev.slipway.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static Readiness of(String json) {
        return of(json, Map.of());
    }

    private static Readiness of(String json, Map<String, String> wanted) {
        return Readiness.of(Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), wanted);
    }

    @Test
    void aDeploymentIsReadyWhenItsLastChangeIsAvailable() {
        String rolled = "{'kind':'Deployment','metadata':{'generation':2},'spec':{'replicas':2},'status':{"
                + "'observedGeneration':%d,'replicas':%d,'updatedReplicas':2,'readyReplicas':2,'availableReplicas':2,"
                + "'conditions':[{'type':'Available','status':'True'}]}}";
        assertTrue(of(String.format(rolled, 2, 2)).isReady());
        assertEquals(
                "its last change is not yet observed",
                of(String.format(rolled, 1, 2)).why());
        assertEquals(
                "old replicas are terminating", of(String.format(rolled, 2, 3)).why());
    }

    @Test
    void aRolloutThatRanOutOfTimeHasFailedForGood() {
        Readiness failed = of("{'kind':'Deployment','status':{'conditions':[{'type':'Progressing','status':'False',"
                + "'reason':'ProgressDeadlineExceeded','message':'has timed out progressing.'}]}}");
        assertTrue(failed.isLasting());
        assertEquals("rollout failed: has timed out progressing.", failed.why());
    }

    @Test
    void aDaemonSetThatNoNodeRunsIsNotReady() {
        assertEquals(
                "no node runs it yet",
                of("{'kind':'DaemonSet','status':{'desiredNumberScheduled':0}}").why());
    }

    @Test
    void aJobIsReadyWhenComplete() {
        String job = "{'kind':'Job','status':{'conditions':[{'type':'%s','status':'True','message':'m'}]}}";
        assertTrue(of(String.format(job, "Complete")).isReady());
        assertTrue(of(String.format(job, "Failed")).isLasting());
        assertEquals("job is not complete", of("{'kind':'Job','status':{}}").why());
    }

    @Test
    void aLoadBalancerNeedsAnAddress() {
        assertEquals(
                "load balancer has no address yet",
                of("{'kind':'Service','spec':{'type':'LoadBalancer'},'status':{'loadBalancer':{}}}")
                        .why());
        assertTrue(of("{'kind':'Service','spec':{'type':'ClusterIP'},'status':{'loadBalancer':{}}}")
                .isReady());
    }

    @Test
    void aStatefulSetWaitsForTheRevisionOfItsLastChange() {
        String set = "{'kind':'StatefulSet','spec':{'replicas':1},'status':{'replicas':1,'readyReplicas':1,"
                + "'currentRevision':'%s','updateRevision':'b'}}";
        assertTrue(of(String.format(set, "b")).isReady());
        assertEquals(
                "its pods are being replaced by those of the last change",
                of(String.format(set, "a")).why());
    }

    @Test
    void aCustomResourceIsReadyByTheConditionItHasOrTheOneThatIsWanted() {
        String gateway = "{'kind':'Gateway','status':{'conditions':[{'type':'Accepted','status':'True'},"
                + "{'type':'Programmed','status':'False','message':'no address'}]}}";
        assertEquals("condition Programmed is False: no address", of(gateway).why());
        assertTrue(of(gateway, Map.of("Accepted", "True")).isReady());
        assertEquals(
                "condition Synced is not set yet",
                of(gateway, Map.of("Synced", "True")).why());
    }

    @Test
    void whatIsBeingDeletedIsNotReady() {
        assertEquals(
                "it is being deleted",
                of("{'kind':'ConfigMap','metadata':{'deletionTimestamp':'now'}}")
                        .why());
    }
}
