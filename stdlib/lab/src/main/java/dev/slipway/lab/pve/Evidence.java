package dev.slipway.lab.pve;

import dev.slipway.lab.table.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the behavior of each route rests on. A line reads {@code METHOD /path | strength | citation | note}; several lines
 * may cite one route, such as one for its texts and one for its permissions.
 */
record Evidence(List<Line> lines) {
    static final List<String> AREAS = List.of(
            "guests", "ha", "cluster", "ceph", "storage", "access", "network", "firewall", "nodes", "tasks", "daemons");

    /** From the strongest to the weakest. */
    enum Strength {
        /** Read in the source; the citation is {@code repository file symbol @commit}. */
        SOURCE,
        /** Seen on the daemons themselves. */
        OBSERVED,
        /** Declared by the published schema, and no more is known. */
        SCHEMA,
        ASSUMED
    }

    record Line(String area, String route, Strength strength, String citation, String note) {}

    static Evidence read() {
        var lines = new ArrayList<Line>();
        AREAS.forEach(area -> parts(area, 4)
                .forEach(part -> lines.add(new Line(
                        area,
                        part.get(0),
                        Strength.valueOf(part.get(1).toUpperCase(Locale.ROOT)),
                        part.get(2),
                        part.get(3)))));
        return new Evidence(List.copyOf(lines));
    }

    /** The parts of each line of a file of evidence. */
    static List<List<String>> parts(String file, int count) {
        try (InputStream in = Evidence.class.getResourceAsStream("evidence/" + file + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("evidence/" + file + ".txt not found");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> parts(file, line, count))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> parts(String file, String line, int count) {
        String[] part = line.split("\\|", -1);
        if (part.length != count) {
            throw new IllegalStateException("invalid line in evidence/" + file + ".txt: " + line);
        }
        return Arrays.stream(part).map(String::strip).toList();
    }

    /** Whether anything better than an assumption speaks for a route. */
    boolean covers(Operation operation) {
        String route = operation.method() + " " + operation.path();
        return lines.stream().anyMatch(line -> line.route().equals(route) && line.strength() != Strength.ASSUMED);
    }
}
