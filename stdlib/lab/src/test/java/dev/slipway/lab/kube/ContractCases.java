package dev.slipway.lab.kube;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cases of the contract, read from a file:
 *
 * <pre>
 * case the name of a case
 * POST /api/v1/namespaces/$NS/configmaps
 * {"metadata":{"name":"a"}}
 * as alice GET /api/v1/namespaces/$NS/configmaps/a
 * apply PATCH /api/v1/namespaces/$NS/configmaps/a?fieldManager=one
 * {"apiVersion":"v1", ...}
 * until 404 GET /api/v1/namespaces/$NS/configmaps/a
 * </pre>
 *
 * {@code $NS} is a namespace of the case's own; {@code quiet} leaves an answer out of the recording.
 */
final class ContractCases {
    private ContractCases() {}

    /** What is asked, by whom, and what the answer must be before it counts. */
    record Step(
            String method, String path, String type, Optional<String> token, int until, boolean quiet, String body) {}

    /** Some steps in one namespace. */
    record Case(String name, List<Step> steps) {}

    static List<Case> read(Path file) {
        var cases = new ArrayList<Case>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                } else if (line.startsWith("case ")) {
                    cases.add(new Case(line.substring(5), new ArrayList<>()));
                    continue;
                }
                List<Step> steps = cases.get(cases.size() - 1).steps();
                if (line.startsWith("{") || line.startsWith("[") || line.startsWith("body ")) {
                    Step last = steps.remove(steps.size() - 1);
                    String body = line.startsWith("body ") ? line.substring(5) : line;
                    steps.add(new Step(last.method, last.path, last.type, last.token, last.until, last.quiet, body));
                } else {
                    steps.add(step(line));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return cases;
    }

    private static Step step(String line) {
        String type = "application/json";
        Optional<String> token = Optional.of("admin-token");
        int until = 0;
        boolean quiet = false;
        String[] words = line.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "apply" -> type = "application/apply-patch+yaml";
                case "merge" -> type = "application/merge-patch+json";
                case "json" -> type = "application/json-patch+json";
                case "strategic" -> type = "application/strategic-merge-patch+json";
                case "type" -> type = words[++i];
                case "quiet" -> quiet = true;
                case "until" -> until = Integer.parseInt(words[++i]);
                case "as" -> {
                    i++;
                    token = words[i].equals("anonymous") ? Optional.empty() : Optional.of(words[i] + "-token");
                }
                default -> {
                    String path = String.join(" ", List.of(words).subList(i + 1, words.length));
                    return new Step(words[i], path, words[i].equals("GET") ? "" : type, token, until, quiet, "");
                }
            }
        }
        throw new IllegalArgumentException("no request: " + line);
    }
}
