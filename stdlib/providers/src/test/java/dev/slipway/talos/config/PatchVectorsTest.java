package dev.slipway.talos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.talos.Vectors;
import dev.slipway.talos.yaml.ConfigException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstream's vectors for patches (config/configpatcher and types/v1alpha1/testdata/strategic). */
class PatchVectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"001", "002", "003", "004"})
    void mergesStrategically(String vector) {
        String directory = "strategic/" + vector + "/";
        assertPatched(directory + "left.yaml", directory + "expected.yaml", directory + "right.yaml");
    }

    @Test
    void appliesStrategicAndJsonPatchesInTurn() {
        assertPatched(
                "configpatcher/apply/config.yaml",
                "configpatcher/apply/expected.yaml",
                "configpatcher/apply/strategic1.yaml",
                "configpatcher/apply/jsonpatch1.yaml",
                "configpatcher/apply/jsonpatch2.yaml",
                "configpatcher/apply/strategic2.yaml",
                "configpatcher/apply/strategic3.yaml");
    }

    @Test
    void trimsLineBreaksBeforeInlineManifests() {
        assertPatched(
                "configpatcher/apply/config.yaml",
                "configpatcher/apply/expected_manifests.yaml",
                "configpatcher/apply/strategic4.yaml");
    }

    @Test
    void replacesTheAuditPolicy() {
        assertPatched(
                "configpatcher/auditpolicy/config.yaml",
                "configpatcher/auditpolicy/expected.yaml",
                "configpatcher/auditpolicy/patch1.yaml");
    }

    @Test
    void mergesLinks() {
        assertPatched(
                "configpatcher/patchlink/base.yaml",
                "configpatcher/patchlink/expected.yaml",
                "configpatcher/patchlink/patch.yaml");
    }

    @Test
    void deletesAndMergesInOnePatch() {
        assertPatched(
                "configpatcher/patchmixed/base.yaml",
                "configpatcher/patchmixed/expected.yaml",
                "configpatcher/patchmixed/patch.yaml");
    }

    @Test
    void rejectsTheDeletionOfAMissingKey() {
        MachineConfig config = MachineConfig.parse(Vectors.text("configpatcher/patchdeletemissing/config.yaml"));
        Patch patch = Patch.parse(Vectors.text("configpatcher/patchdeletemissing/strategic1.yaml"));
        var error = assertThrows(ConfigException.class, () -> patch.apply(config));
        assertTrue(String.valueOf(error.getMessage()).contains("machine.network.hostname"), error.getMessage());
    }

    @Test
    void tellsJsonPatchesFromStrategicOnes() {
        assertTrue(Patch.parse(Vectors.text("configpatcher/patch.json")) instanceof JsonPatch);
        assertTrue(Patch.parse(Vectors.text("configpatcher/patch.yaml")) instanceof JsonPatch);
        assertTrue(Patch.parse(Vectors.text("configpatcher/strategic.yaml")) instanceof StrategicPatch);
    }

    private static void assertPatched(String config, String expected, String... patches) {
        List<Patch> parsed = Arrays.stream(patches)
                .map(name -> Patch.parse(Vectors.text(name)))
                .toList();
        MachineConfig patched = Patch.apply(MachineConfig.parse(Vectors.text(config)), parsed);
        assertEquals(MachineConfig.parse(Vectors.text(expected)).yaml(), patched.yaml());
    }
}
