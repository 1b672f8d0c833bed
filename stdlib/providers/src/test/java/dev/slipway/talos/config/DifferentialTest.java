package dev.slipway.talos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.identity.SecretsBundle;
import dev.slipway.talos.identity.SecretsFile;
import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.Trees;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * Random clusters, documents, patches and secrets bundles, given to Slipway and to upstream's library. Run by
 * {@code scripts/judge/talos}; skipped where the library isn't built.
 */
class DifferentialTest {
    private static final String PROGRAM = System.getProperty("talos.library", "");
    private static final int CASES = Integer.getInteger("talos.cases", 1000);
    private static final long SEED = Long.getLong("talos.seed", 1);

    private final Random random = new Random(SEED);
    private final RandomConfig configs = new RandomConfig(random);
    private final List<DocumentKind> kinds = new ArrayList<>();
    private final Map<String, int[]> coverage = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<Contract, SecretsBundle> secrets = new LinkedHashMap<>();

    @Test
    void agreesWithUpstreamsLibrary() throws IOException {
        assumeTrue(!PROGRAM.isEmpty(), "upstream's library isn't built: run scripts/judge/talos");
        ConfigSchema.kinds().forEach(kinds::add);
        for (Contract contract : Contract.SUPPORTED) {
            secrets.put(contract, SecretsBundle.generate(contract, Instant.now()));
        }
        try (var library = new Library(PROGRAM)) {
            for (int i = 0; i < CASES; i++) {
                generate(library, i);
                load(library, i);
                patch(library, i);
                jsonPatch(library);
                bundle(library, i);
            }
        }
        coverage.forEach((what, counts) ->
                System.out.printf("%-45s %5d compared, of them %5d rejected by both%n", what, counts[0], counts[1]));
        System.out.println(CASES + " rounds with seed " + SEED + ", " + differences.size() + " differences");
        assertEquals(
                "",
                String.join(
                        "\n",
                        differences.stream()
                                .limit(Integer.getInteger("talos.shown", 10))
                                .toList()));
    }

    private void generate(Library library, int round) {
        Contract contract = Contract.SUPPORTED.get(round % Contract.SUPPORTED.size());
        boolean isControlPlane = random.nextBoolean();
        SecretsBundle bundle = Objects.requireNonNull(secrets.get(contract));
        String endpoint =
                configs.pick(List.of("https://base:6443", "https://10.0.3.10:6443", "https://[fd00::1]:443/x"));
        var input = new ClusterInput("c" + round, endpoint, "1.3" + random.nextInt(8) + ".1", contract, bundle);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("op", "generate");
        request.put("contract", contract.toString());
        request.put("secrets", SecretsFile.write(bundle));
        request.put("type", isControlPlane ? "controlplane" : "worker");
        request.put("name", input.name);
        request.put("endpoint", endpoint);
        request.put("kubernetes", input.kubernetes);
        new RandomOptions(random).choose(input, request);
        MachineConfig config = isControlPlane ? Generator.controlPlane(input) : Generator.worker(input);
        compare(library, "generate " + contract, request, config::yaml);
    }

    private void load(Library library, int round) {
        DocumentKind kind = kinds.get(round % kinds.size());
        String text = RandomConfig.yaml(List.of(configs.document(kind, "x")));
        compare(
                library,
                "load " + kind.name(),
                request("load", text),
                () -> MachineConfig.parse(text).yaml());
    }

    private void patch(Library library, int round) {
        DocumentKind kind = kinds.get(round % kinds.size());
        DocumentKind other = configs.pick(kinds);
        Map<String, Object> left = configs.document(kind, "x");
        String config = RandomConfig.yaml(
                other.name().equals(kind.name()) ? List.of(left) : List.of(left, configs.document(other, "y")));
        var patches = new ArrayList<String>();
        var patch =
                new ArrayList<Map<String, Object>>(List.of(configs.document(kind, random.nextInt(6) == 0 ? "z" : "x")));
        if (random.nextInt(3) == 0) {
            Map<String, Object> deletion = Trees.copy(left);
            configs.delete(deletion);
            patch.set(0, deletion);
        }
        patches.add(RandomConfig.yaml(patch));
        if (random.nextInt(4) == 0) {
            patches.add(RandomConfig.yaml(List.of(configs.document(other, "y"))));
        }
        Map<String, Object> request = request("patch", config);
        request.put("patches", patches);
        compare(library, "patch " + kind.name(), request, () -> patched(config, patches));
    }

    private void jsonPatch(Library library) {
        Map<String, Object> left = configs.document(kinds.get(0), "");
        String config = RandomConfig.yaml(List.of(left));
        List<String> patches = List.of(RandomOptions.json(configs.jsonPatch(left)));
        Map<String, Object> request = request("patch", config);
        request.put("patches", patches);
        compare(library, "JSON patch", request, () -> patched(config, patches));
    }

    private void bundle(Library library, int round) {
        Contract contract = Contract.SUPPORTED.get(round % Contract.SUPPORTED.size());
        String text = RandomOptions.damaged(random, SecretsFile.write(Objects.requireNonNull(secrets.get(contract))));
        Map<String, Object> request = request("secrets", "");
        request.put("contract", contract.toString());
        request.put("secrets", text);
        compare(library, "secrets", request, () -> SecretsFile.write(SecretsFile.read(text, "secrets")));
    }

    private static String patched(String config, List<String> patches) {
        List<Patch> parsed = patches.stream().map(Patch::parse).toList();
        return Patch.apply(MachineConfig.parse(config), parsed).yaml();
    }

    private static Map<String, Object> request(String op, String config) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("op", op);
        request.put("config", config);
        return request;
    }

    private void compare(Library library, String what, Map<String, Object> request, Callable<String> ours) {
        String result = "";
        String error = "";
        try {
            result = ours.call();
        } catch (ConfigException e) {
            error = String.valueOf(e.getMessage());
        } catch (Exception e) {
            error = e.toString();
            differences.add(what + ": " + e + " " + List.of(e.getStackTrace()).subList(0, 3));
        }
        request.put("ours", result);
        request.put("failed", !error.isEmpty());
        Library.Answer answer = library.ask(request);
        int[] counts = coverage.computeIfAbsent(what, key -> new int[2]);
        counts[0]++;
        counts[1] += error.isEmpty() ? 0 : 1;
        if (!answer.isSame()) {
            differences.add("== " + what + "\n-- input\n" + request.get("config") + "\n-- patches\n"
                    + request.get("patches") + "\n-- Slipway: " + error + "\n" + result + "\n-- upstream: "
                    + answer.error() + "\n" + answer.theirs());
        }
    }
}
