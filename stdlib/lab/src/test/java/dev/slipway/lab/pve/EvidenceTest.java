package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.pve.Evidence.Line;
import dev.slipway.lab.pve.Evidence.Strength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final String SOURCE = "[a-z-]+ \\S+ [^@]+ @[0-9a-f]{8,40}";
    private static final String BEGIN = "<!-- evidence:begin -->\n";
    private static final String END = "<!-- evidence:end -->\n";

    private final Evidence evidence = Evidence.read();

    @Test
    void everyRouteHasEvidence() {
        var missing = new TreeSet<>(new Routes().all());
        evidence.lines().forEach(line -> missing.remove(line.route()));
        assertEquals(new TreeSet<String>(), missing, "routes without a line in evidence/*.txt");
    }

    @Test
    void everyLineCitesARoute() {
        var routes = new Routes().all();
        assertEquals(
                List.of(),
                evidence.lines().stream()
                        .filter(line -> !routes.contains(line.route()))
                        .toList());
        var seen = new HashSet<Line>();
        assertEquals(
                List.of(),
                evidence.lines().stream().filter(line -> !seen.add(line)).toList());
    }

    @Test
    void everySourceIsCitedInFull() {
        var wrong = new ArrayList<Line>();
        for (Line line : evidence.lines()) {
            boolean good = line.strength() == Strength.SOURCE
                    ? line.citation().matches(SOURCE)
                    : !line.citation().isEmpty();
            if (!good) {
                wrong.add(line);
            }
        }
        assertEquals(List.of(), wrong, "a source is cited as: repository file symbol @commit");
    }

    @Test
    void thePageListsRoutesByStrength() throws IOException {
        Path page = Path.of("../../docs/lab.md");
        String text = Files.readString(page);
        String expected =
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + list() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page), "run with -Dgolden.update=true, and look at the difference");
    }

    private String list() {
        Map<String, List<Line>> byRoute = new TreeMap<>(evidence.lines().stream()
                .collect(Collectors.groupingBy(line -> line.route().replaceFirst("(\\S+) (\\S+)", "$2 $1"))));
        var text = new StringBuilder("\n");
        for (Strength strength : Strength.values()) {
            var routes = new ArrayList<String>();
            byRoute.forEach((route, lines) -> {
                lines.sort(Comparator.comparing(Line::strength));
                if (lines.get(0).strength() == strength) {
                    routes.add(row(strength, lines));
                }
            });
            text.append("**")
                    .append(NAMES.get(strength))
                    .append("** (")
                    .append(routes.size())
                    .append(" routes)\n\n");
            if (!routes.isEmpty()) {
                text.append(strength.compareTo(Strength.SCHEMA) < 0 ? "| route | evidence |\n| --- | --- |\n" : "");
                text.append(String.join("", routes)).append('\n');
            }
        }
        return text.toString();
    }

    private static final Map<Strength, String> NAMES = Map.of(
            Strength.SOURCE, "From source",
            Strength.OBSERVED, "Observed on the real daemons",
            Strength.SCHEMA, "From the published schema",
            Strength.ASSUMED, "Assumed");

    private static String row(Strength strength, List<Line> lines) {
        String route = "`" + lines.get(0).route() + "`";
        if (strength.compareTo(Strength.SCHEMA) >= 0) {
            return "- " + route + "\n";
        }
        return "| " + route + " | "
                + lines.stream()
                        .filter(line -> line.strength() == strength)
                        .map(Line::citation)
                        .distinct()
                        .collect(Collectors.joining("; "))
                + " |\n";
    }
}
