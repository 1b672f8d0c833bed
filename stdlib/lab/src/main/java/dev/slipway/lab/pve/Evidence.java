package dev.slipway.lab.pve;

import dev.slipway.lab.table.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        AREAS.forEach(area -> read(area, lines));
        return new Evidence(List.copyOf(lines));
    }

    private static void read(String area, List<Line> lines) {
        try (InputStream in = Evidence.class.getResourceAsStream("evidence/" + area + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("evidence/" + area + ".txt not found");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> lines.add(line(area, line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String area, String text) {
        String[] part = text.split("\\|", -1);
        if (part.length != 4) {
            throw new IllegalStateException("invalid line in evidence/" + area + ".txt: " + text);
        }
        return new Line(
                area,
                part[0].strip(),
                Strength.valueOf(part[1].strip().toUpperCase(Locale.ROOT)),
                part[2].strip(),
                part[3].strip());
    }

    /** Whether anything better than an assumption speaks for a route. */
    boolean covers(Operation operation) {
        String route = operation.method() + " " + operation.path();
        return lines.stream().anyMatch(line -> line.route().equals(route) && line.strength() != Strength.ASSUMED);
    }
}
