package dev.slipway.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dial.Dialer;
import dev.slipway.model.Fields;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProtectedKindsTest {
    private final KubeObjects objects = new KubeObjects(new ApiServers(Dialer.DIRECT, Path.of("")));

    @Test
    void claimsVolumesAndDefinitionsAreData() {
        for (String kind : new String[] {"PersistentVolumeClaim", "PersistentVolume", "CustomResourceDefinition"}) {
            assertEquals(false, holdsNothing(kind), kind);
        }
    }

    @Test
    void otherObjectsAreNot() {
        for (String kind : new String[] {"Deployment", "ConfigMap", "Secret"}) {
            assertEquals(true, holdsNothing(kind), kind);
        }
    }

    private boolean holdsNothing(String kind) {
        return objects.shape()
                .data()
                .in(Fields.of("apiVersion", "v1", "kind", kind, "name", "data"), Fields.NONE)
                .isEmpty();
    }
}
