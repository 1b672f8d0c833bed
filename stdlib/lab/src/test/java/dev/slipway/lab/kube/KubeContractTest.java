package dev.slipway.lab.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lab's API server answers as the real one did, whose answers are recorded. With {@code -Dkube.judge=URL} the real
 * one is asked, and {@code -Dgolden.update=true} records it anew.
 */
class KubeContractTest {
    private static final Path CASES = Path.of("src/test/resources/dev/slipway/lab/kube/contract");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply",
                "custom",
                "defaults",
                "dryrun",
                "evictions",
                "finalizers",
                "lists",
                "rbac",
                "validation",
                "watch"
            })
    void answersAsTheRealServerDid(String file) throws IOException {
        String judge = System.getProperty("kube.judge", "");
        List<ContractCases.Case> cases = ContractCases.read(CASES.resolve(file + ".txt"));
        Path golden = CASES.resolve(file + ".golden");
        var recorded = new ArrayList<String>();
        try (Server server = judge.isEmpty() ? new LabServer("1.35") : new RealServer(judge)) {
            String prefix = judge.isEmpty() ? "contractns" : "contract" + System.nanoTime() + "-";
            var run = new ContractRun(server, prefix);
            int number = 0;
            for (ContractCases.Case one : cases) {
                recorded.addAll(run.record(one, ++number));
            }
        }
        if (!judge.isEmpty() && Boolean.getBoolean("golden.update")) {
            Files.write(golden, recorded);
        }
        assertTrue(cases.size() >= 10, "a contract of at least ten cases");
        assertEquals(Files.readString(golden), String.join("\n", recorded) + "\n");
    }
}
