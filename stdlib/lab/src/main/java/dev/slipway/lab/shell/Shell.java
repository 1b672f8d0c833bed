package dev.slipway.lab.shell;

import dev.slipway.lab.shell.Node.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One shell: its variables, its arguments, and the script that it runs. */
public final class Shell {
    private final Machine machine;
    private final Expansion expansion = new Expansion(this);
    private final Map<String, String> variables;
    private final Builtins builtins = new Builtins(this);
    private List<String> arguments;
    private ProcessContext process;
    private int status;
    private boolean strict;
    private int unchecked;

    /** The end of a shell. */
    static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;

        Exit(int status, String why) {
            super(why);
            this.status = status;
        }
    }

    /** A shell with its arguments, of which the first is its name. */
    public Shell(Machine machine, ProcessContext process, List<String> arguments) {
        this.machine = machine;
        this.process = process;
        this.variables = new HashMap<>(process.environment());
        this.arguments = arguments;
    }

    /** Runs a script and gives its status. */
    public int run(String script) throws IOException, InterruptedException {
        try {
            return execute(Parser.parse(script));
        } catch (SyntaxError e) {
            return process.fail(2, "sh: 1: " + e.getMessage());
        } catch (Exit e) {
            return e.getMessage() == null || e.getMessage().isEmpty()
                    ? e.status
                    : process.fail(e.status, "sh: 1: " + e.getMessage());
        }
    }

    int execute(Node node) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (node instanceof Node.Sequence sequence) {
            status = 0;
            for (Node each : sequence.nodes()) {
                execute(each);
            }
        } else if (node instanceof Node.AndOr andOr) {
            int left = lenient(andOr.left());
            if ((left == 0) == andOr.and()) {
                execute(andOr.right());
            }
            return status; // the left one of a list never ends a strict shell
        } else if (node instanceof Node.If choice) {
            Node chosen = lenient(choice.condition()) == 0 ? choice.then() : choice.otherwise();
            execute(chosen);
        } else if (node instanceof Node.For loop) {
            status = 0;
            for (String value : expansion.fields(loop.words())) {
                variables.put(loop.name(), value);
                execute(loop.body());
            }
        } else if (node instanceof Node.While loop) {
            int last = 0;
            while ((lenient(loop.condition()) == 0) != loop.until()) {
                last = execute(loop.body());
            }
            status = last;
        } else if (node instanceof Node.Case choice) {
            choose(choice);
        } else if (node instanceof Node.Group group) {
            grouped(group);
        } else if (node instanceof Node.Pipe pipe) {
            status = piped(pipe);
            checked(pipe.negated());
        } else {
            status = simple((Node.Simple) node);
            checked(false);
        }
        return status;
    }

    private void checked(boolean negated) {
        if (strict && status != 0 && unchecked == 0 && !negated) {
            throw new Exit(status, "");
        }
    }

    private int lenient(Node node) throws IOException, InterruptedException {
        unchecked++;
        try {
            return execute(node);
        } finally {
            unchecked--;
        }
    }

    private void choose(Node.Case choice) throws IOException, InterruptedException {
        String text = expansion.text(choice.word());
        status = 0;
        for (Node.Arm arm : choice.arms()) {
            for (Word pattern : arm.patterns()) {
                if (Patterns.matches(expansion.pattern(pattern), text)) {
                    execute(arm.body());
                    return;
                }
            }
        }
    }

    private void grouped(Node.Group group) throws IOException, InterruptedException {
        ProcessContext outer = process;
        try (var redirected = new Redirections(machine, expansion, process, group.redirects())) {
            process = redirected.job();
            if (group.subshell()) {
                status = inner(process).guarded(group.body());
                checked(false);
            } else {
                execute(group.body());
            }
        } finally {
            process = outer;
        }
    }

    private int piped(Node.Pipe pipe) throws IOException, InterruptedException {
        InputStream in = process.in();
        int last = 0;
        for (int i = 0; i < pipe.stages().size(); i++) {
            boolean isLast = i == pipe.stages().size() - 1;
            var out = new ByteArrayOutputStream();
            last = inner(process.with(in, isLast ? process.out() : out, process.err()))
                    .guarded(pipe.stages().get(i));
            in = new ByteArrayInputStream(out.toByteArray());
        }
        return pipe.negated() ? (last == 0 ? 1 : 0) : last;
    }

    private Shell inner(ProcessContext with) {
        var shell = new Shell(machine, with, arguments);
        shell.variables.putAll(variables);
        shell.strict = strict;
        shell.status = status;
        return shell;
    }

    private int guarded(Node node) throws IOException, InterruptedException {
        try {
            return execute(node);
        } catch (Exit e) {
            return e.status;
        }
    }

    String output(Node script) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        status = inner(process.with(process.in(), out, process.err())).guarded(script);
        return out.toString(StandardCharsets.UTF_8).replaceFirst("\n+$", "");
    }

    private int simple(Node.Simple node) throws IOException, InterruptedException {
        List<String> words = expansion.fields(node.words());
        var assigned = new HashMap<String, String>();
        int before = status;
        for (var assignment : node.assignments().entrySet()) {
            assigned.put(assignment.getKey(), expansion.text(assignment.getValue()));
        }
        if (words.isEmpty()) {
            variables.putAll(assigned);
            boolean ran = node.assignments().values().stream()
                    .flatMap(word -> word.parts().stream())
                    .anyMatch(Node.Output.class::isInstance);
            new Redirections(machine, expansion, process, node.redirects()).close();
            return ran ? status : 0;
        }
        status = before;
        try (var redirected = new Redirections(machine, expansion, process, node.redirects())) {
            Integer built = builtins.run(words, redirected.job(), assigned);
            if (built != null) {
                return built;
            }
            Program program = machine.program(words.get(0));
            if (program == null) {
                return redirected.job().fail(127, "sh: 1: " + words.get(0) + ": not found");
            }
            var environment = new HashMap<>(process.environment());
            environment.putAll(assigned);
            return program.run(words, redirected.job().with(environment));
        } catch (IOException e) {
            return process.fail(2, "sh: 1: " + e.getMessage());
        }
    }

    @Nullable
    String variable(String name) {
        return switch (name) {
            case "?" -> Integer.toString(status);
            case "$" -> Integer.toString(process.id());
            case "#" -> Integer.toString(arguments().size());
            case "@", "*" -> String.join(" ", arguments());
            default -> {
                if (name.matches("[0-9]+")) {
                    int i = Integer.parseInt(name);
                    yield i < arguments.size() ? arguments.get(i) : null;
                }
                yield variables.get(name);
            }
        };
    }

    String assign(String name, String value) {
        variables.put(name, value);
        return value;
    }

    List<String> arguments() {
        return arguments.size() < 2 ? List.of() : arguments.subList(1, arguments.size());
    }

    void arguments(List<String> others) {
        var all = new ArrayList<>(arguments.subList(0, Math.min(1, arguments.size())));
        all.addAll(others);
        arguments = all;
    }

    void export(String name, String value) {
        variables.put(name, value);
        var environment = new HashMap<>(process.environment());
        environment.put(name, value);
        process = process.with(environment);
    }

    void strict(boolean on) {
        strict = on;
    }

    void streams(ProcessContext other) {
        process = process.with(other.in(), other.out(), other.err());
    }

    int status() {
        return status;
    }

    Machine machine() {
        return machine;
    }
}
