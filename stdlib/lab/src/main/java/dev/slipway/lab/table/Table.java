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
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operations of one version of an interface, as they were published: the one source for what is served and for what
 * is checked. A line for each operation with its flags and permissions, below it a line for each parameter with its
 * rule, and a line with {@code ->} and the rule of the answer. A rule {@code "} is that of the last line with the same
 * name.
 */
public final class Table {
    private static final Map<String, Table> READ = new ConcurrentHashMap<>();

    private final List<Operation> operations;
    private final Map<String, List<Template>> templates = new TreeMap<>();

    private Table(List<Operation> operations) {
        this.operations = List.copyOf(operations);
        operations.forEach(operation -> templates
                .computeIfAbsent(operation.method(), method -> new ArrayList<>())
                .add(Template.of(operation)));
    }

    /** The table that the lab carries under this name, such as {@code pve/9.1}. */
    public static Table named(String name) {
        return READ.computeIfAbsent(name, Table::load);
    }

    private static Table load(String name) {
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
        Map<String, Rule> last = new TreeMap<>();
        Map<String, Rule> parameters = new TreeMap<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("  ")) {
                int space = line.indexOf(' ', 2);
                String name = line.substring(2, space);
                if (!line.endsWith(" \"")) {
                    last.put(name, Rule.of(line.substring(space + 1)));
                }
                Rule rule = last.getOrDefault(name, Rule.ANY);
                if (name.equals("->")) {
                    operations.add(operations.remove(operations.size() - 1).answering(rule));
                } else {
                    parameters.put(name, rule);
                }
            } else if (!line.startsWith("#")) {
                parameters = new TreeMap<>();
                String[] part = line.split(" ", 4);
                List<String> flags = part[2].equals("-") ? List.of() : Arrays.asList(part[2].split(",", -1));
                operations.add(new Operation(part[0], part[1], part[3], flags, parameters, Rule.ANY));
            }
        }
        return new Table(operations);
    }

    public List<Operation> operations() {
        return operations;
    }

    /** A request, as far as the path tells what is meant. */
    public record Meant(Operation operation, Map<String, String> variables) {}

    /** The operation that a path means; empty parts of the path, such as one at its end, do not count. */
    public Optional<Meant> find(String method, String path) {
        List<String> parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        for (Template template : templates.getOrDefault(method, List.of())) {
            Map<String, String> variables = template.variables(parts);
            if (variables != null) {
                return Optional.of(new Meant(template.operation(), variables));
            }
        }
        return Optional.empty();
    }
}
