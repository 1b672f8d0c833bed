package dev.slipway.talos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.talos.Vectors;
import dev.slipway.talos.identity.Contract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Upstream's golden configurations (v1alpha1_stability_test.go): each contract, control plane and worker, with and without options. */
class StabilityTest {
    @TestFactory
    Stream<DynamicTest> rendersWhatUpstreamRenders() {
        return Vectors.files("stability").stream()
                .filter(file -> directory(file).startsWith("v1."))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> assertRendered(file)));
    }

    @Test
    void thereAreGoldensForEveryContract() {
        for (Contract contract : Contract.SUPPORTED) {
            assertTrue(Vectors.files("stability/v" + contract).size() >= 2, contract.toString());
        }
    }

    private static String directory(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static String name(Path file) {
        return directory(file) + "/" + file.getFileName();
    }

    private static void assertRendered(Path file) {
        Contract contract = Contract.of(directory(file));
        String name = file.getFileName().toString();
        var input = new ClusterInput("base", "https://base:6443", "1.28.0", contract, Vectors.secrets());
        List<Patch> patches = List.of();
        if (name.startsWith("overrides")) {
            input.certSans(List.of("foo", "bar"))
                    .schedulesOnControlPlanes(true)
                    .dnsDomain("example.com")
                    .installDisk("/dev/vda")
                    .kernelArgs(List.of("foo=bar", "bar=baz"))
                    .apiServerPort(5443)
                    .sysctls(Map.of("foo", "bar"))
                    .customCni("https://example.com/cni.yaml")
                    .registryMirrors(Map.of("ghcr.io", List.of("https://ghcr.io.my-mirror.com")));
            boolean isSplit = contract.isAtLeast(Contract.V1_14);
            patches = List.of(Patch.parse(Vectors.text("stability/" + (isSplit ? "patch.yaml" : "patch-pre14.yaml"))));
        }
        MachineConfig config = name.contains("controlplane") ? Generator.controlPlane(input) : Generator.worker(input);
        String expected = Vectors.text(file);
        String actual = Patch.apply(config, patches).yaml();
        assertEquals(Vectors.meaning(expected), Vectors.meaning(actual));
        assertEquals(expected, actual, "the text, byte by byte");
    }
}
