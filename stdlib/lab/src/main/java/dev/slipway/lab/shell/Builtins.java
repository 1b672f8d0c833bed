package dev.slipway.lab.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a shell does itself. */
final class Builtins {
    private final Shell shell;

    Builtins(Shell shell) {
        this.shell = shell;
    }

    /** The status, or null for what is no builtin. */
    @Nullable
    Integer run(List<String> words, ProcessContext process, Map<String, String> assigned)
            throws IOException, InterruptedException {
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case ":" -> assigned.forEach(shell::assign);
            case "eval" -> {
                return shell.execute(Parser.parse(String.join(" ", rest)));
            }
            case "exit" -> throw new Shell.Exit(rest.isEmpty() ? shell.status() : Integer.parseInt(rest.get(0)), "");
            case "exec" -> {
                if (!rest.isEmpty()) {
                    throw new Shell.Exit(replaced(rest, process), "");
                }
                shell.streams(process); // what it reads was read already, and closing it closes nothing
            }
            case "export" -> rest.forEach(this::export);
            case "set" -> set(rest);
            case "shift" ->
                shell.arguments(shell.arguments().subList(1, shell.arguments().size()));
            case "unset" -> rest.forEach(name -> shell.assign(name, ""));
            case "umask", "trap", "cd" -> {}
            case "read" -> {
                return read(rest, process);
            }
            case "command" -> {
                boolean known = rest.size() == 2 && shell.machine().program(rest.get(1)) != null;
                if (known) {
                    process.print(rest.get(1) + "\n");
                }
                return known ? 0 : 127;
            }
            default -> {
                return null;
            }
        }
        return 0;
    }

    /** One line of the input into variables, the rest of it into the last; not a byte more, which is for others to read. */
    private int read(List<String> words, ProcessContext process) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = process.in().read();
        for (; next >= 0 && next != '\n'; next = process.in().read()) {
            line.write(next);
        }
        List<String> names = words.stream().filter(word -> !word.equals("-r")).toList();
        String[] values = line.toString(StandardCharsets.UTF_8).strip().split("\\s+", Math.max(1, names.size()));
        for (int i = 0; i < names.size(); i++) {
            shell.assign(names.get(i), i < values.length ? values[i] : "");
        }
        return next < 0 ? 1 : 0;
    }

    private int replaced(List<String> words, ProcessContext process) throws IOException, InterruptedException {
        Program program = shell.machine().program(words.get(0));
        return program == null
                ? process.fail(127, "sh: 1: exec: " + words.get(0) + ": not found")
                : program.run(words, process);
    }

    private void export(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String known = shell.variable(name);
        shell.export(name, equals < 0 ? (known == null ? "" : known) : word.substring(equals + 1));
    }

    private void set(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--") || !word.matches("[-+][a-z]+")) {
                shell.arguments(words.subList(word.equals("--") ? i + 1 : i, words.size()));
                return;
            } else if (word.contains("e")) {
                shell.strict(word.startsWith("-"));
            }
        }
    }
}
