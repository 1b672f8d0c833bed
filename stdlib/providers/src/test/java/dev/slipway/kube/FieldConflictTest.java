package dev.slipway.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FieldConflictTest {
    /** As kube-apiserver 1.35.4 answers. */
    private static final String ANSWER = """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Apply failed with 2 conflicts",
            "reason":"Conflict","details":{"causes":[
            {"reason":"FieldManagerConflict","message":"conflict with \\"helm\\"","field":".spec.replicas"},
            {"reason":"FieldManagerConflict","message":"conflict with \\"kubectl-edit\\" using apps/v1","field":".data.a"}
            ]},"code":409}""";

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FieldConflict conflict() {
        var reply = new Reply(409, json(ANSWER), "", Duration.ZERO);
        assertTrue(reply.isFieldConflict());
        return new FieldConflict(reply);
    }

    @Test
    void managersAndTheirFieldsAreNamed() {
        assertEquals(
                "spec.replicas managed by helm; data.a managed by kubectl-edit",
                conflict().words());
        assertEquals(
                "Deployment web/api in home has fields of another manager: "
                        + "spec.replicas managed by helm; data.a managed by kubectl-edit",
                conflict()
                        .failure("home", new ObjectName("apps/v1", "Deployment", "web", "api"))
                        .getMessage());
    }

    @Test
    void aManagerThatAppliesIsNoDrift() {
        String entries = "{\"metadata\":{\"managedFields\":[{\"manager\":\"helm\",\"operation\":\"%s\"},"
                + "{\"manager\":\"kubectl-edit\",\"operation\":\"Update\"}]}}";
        assertFalse(conflict().isDrift(new ManagedFields(json(String.format(entries, "Apply")))));
        assertTrue(conflict().isDrift(new ManagedFields(json(String.format(entries, "Update")))));
    }
}
