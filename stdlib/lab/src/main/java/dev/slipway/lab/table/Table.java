package dev.slipway.lab.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operations of one version of an interface. Written for people to read and compare: a line for each operation, with
 * its permissions, and below it a line for each parameter with its rule.
 */
public record Table(List<Operation> operations) {
    /** The table that the lab carries under this name, such as {@code pve/9.1}. */
    public static Table named(String name) {
        String resource = "/dev/slipway/lab/" + name + ".table";
        try (InputStream in = Table.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("the lab carries no table " + name);
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Table read(BufferedReader reader) throws IOException {
        var operations = new ArrayList<Operation>();
        Map<String, Rule> parameters = new TreeMap<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("  ")) {
                int space = line.indexOf(' ', 2);
                parameters.put(line.substring(2, space), Rule.of(line.substring(space + 1)));
            } else {
                parameters = new TreeMap<>();
                String[] part = line.split(" ", 4);
                List<String> flags = part[2].equals("-") ? List.of() : Arrays.asList(part[2].split(",", -1));
                operations.add(new Operation(part[0], part[1], part[3], flags, parameters));
            }
        }
        return new Table(operations);
    }

    /** A request, as far as the path tells what is meant. */
    public record Meant(Operation operation, Map<String, String> variables) {}

    public Optional<Meant> find(String method, String path) {
        for (Operation operation : operations) {
            Map<String, String> variables = operation.match(method, path);
            if (variables != null) {
                return Optional.of(new Meant(operation, variables));
            }
        }
        return Optional.empty();
    }

    /** Whether a path is there at all, by any method. */
    public boolean knows(String path) {
        return operations.stream().anyMatch(operation -> operation.match(operation.method(), path) != null);
    }
}
