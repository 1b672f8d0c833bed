package dev.slipway.lab.host;

import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import dev.slipway.lab.shell.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs that every host has. */
final class BasicPrograms {
    private final Host host;

    BasicPrograms(Host host) {
        this.host = host;
    }

    Map<String, Program> all() {
        var all = new HashMap<String, Program>();
        all.put("true", (words, job) -> 0);
        all.put("false", (words, job) -> 1);
        all.put("test", (words, job) -> test(words.subList(1, words.size())));
        all.put("[", (words, job) -> test(words.subList(1, words.size() - 1)));
        all.put("cat", this::cat);
        all.put("tee", this::tee);
        all.put("id", (words, job) -> {
            job.print(
                    words.contains("-u") && !words.contains("-n")
                            ? (job.isRoot() ? "0\n" : "1000\n")
                            : job.user() + "\n");
            return 0;
        });
        all.put("uname", (words, job) -> {
            job.print(words.contains("-m") ? "x86_64\n" : "Linux\n");
            return 0;
        });
        all.put("hostname", (words, job) -> {
            job.print(host.site().placement().name() + "\n");
            return 0;
        });
        all.put("date", (words, job) -> {
            job.print(host.site().clock().now().getEpochSecond() + "\n");
            return 0;
        });
        all.put("sleep", (words, job) -> {
            Thread.sleep((long) (Double.parseDouble(words.get(1)) * 1000));
            return 0;
        });
        all.put("kill", this::kill);
        all.put("sh", this::sh);
        all.put("sudo", this::sudo);
        all.put("env", this::env);
        return all;
    }

    private int cat(List<String> words, ProcessContext job) throws IOException {
        if (words.size() == 1) {
            job.in().transferTo(job.out());
            return 0;
        }
        for (String path : words.subList(1, words.size())) {
            if (path.equals("--")) {
                continue;
            }
            try {
                job.out().write(host.tree().read(path, job.user()));
            } catch (FileTree.Refusal e) {
                return job.fail(1, "cat: " + e.getMessage());
            }
        }
        return 0;
    }

    private int tee(List<String> words, ProcessContext job) throws IOException {
        byte[] bytes = job.in().readAllBytes();
        boolean append = words.contains("-a");
        try (var out = host.tree().write(words.get(words.size() - 1), append, job.user())) {
            out.write(bytes);
        }
        job.out().write(bytes);
        return 0;
    }

    private int test(List<String> words) {
        if (!words.isEmpty() && words.get(0).equals("!")) {
            return 1 - test(words.subList(1, words.size()));
        } else if (words.size() == 3) {
            String left = words.get(0);
            String right = words.get(2);
            return switch (words.get(1)) {
                        case "=" -> left.equals(right);
                        case "!=" -> !left.equals(right);
                        case "-eq" -> Long.parseLong(left) == Long.parseLong(right);
                        case "-ne" -> Long.parseLong(left) != Long.parseLong(right);
                        case "-lt" -> Long.parseLong(left) < Long.parseLong(right);
                        case "-gt" -> Long.parseLong(left) > Long.parseLong(right);
                        default -> false;
                    }
                    ? 0
                    : 1;
        } else if (words.size() == 2) {
            @Nullable FileNode entry = host.tree().at(words.get(1)).orElse(null);
            return switch (words.get(0)) {
                        case "-n" -> !words.get(1).isEmpty();
                        case "-z" -> words.get(1).isEmpty();
                        case "-e", "-r", "-w", "-x" ->
                            entry != null || words.get(1).equals("/dev/null");
                        case "-f" -> entry != null && !entry.directory();
                        case "-d" -> entry != null && entry.directory();
                        case "-s" -> entry != null && entry.content().length > 0;
                        default -> false; // there are no links here
                    }
                    ? 0
                    : 1;
        }
        return words.size() == 1 && !words.get(0).isEmpty() ? 0 : 1;
    }

    private int kill(List<String> words, ProcessContext job) throws IOException {
        int last = Math.abs(Integer.parseInt(words.get(words.size() - 1)));
        boolean there = words.contains("-0")
                ? host.processes().isRunning(last)
                : host.processes().signal(last);
        return there ? 0 : job.fail(1, "kill: (" + last + ") - No such process");
    }

    private int sh(List<String> words, ProcessContext job) throws IOException, InterruptedException {
        if (words.size() > 2 && words.get(1).equals("-c")) {
            var arguments = new ArrayList<>(words.subList(3, words.size()));
            return new Shell(host, job, arguments.isEmpty() ? List.of("sh") : arguments).run(words.get(2));
        } else if (words.size() > 2 && words.get(1).equals("-ec")) {
            return new Shell(host, job, List.of("sh")).run("set -e\n" + words.get(2));
        } else if (words.size() == 1 || words.get(1).equals("-s")) {
            String script = new String(job.in().readAllBytes(), StandardCharsets.UTF_8);
            return new Shell(host, job, List.of("sh")).run(script);
        }
        String script = new String(host.tree().read(words.get(1), job.user()), StandardCharsets.UTF_8);
        return new Shell(host, job, words.subList(1, words.size())).run(script);
    }

    /** Who may become root is a property of the host; a password is never asked for, as behind {@code -n}. */
    private int sudo(List<String> words, ProcessContext job) throws IOException, InterruptedException {
        int from = 1;
        while (from < words.size() && words.get(from).startsWith("-")) {
            from++;
        }
        boolean may = List.of(host.site().placement().property("sudo", "").split(",", -1))
                .contains(job.user());
        if (!job.isRoot() && !may) {
            return job.fail(1, "sudo: a password is required");
        }
        return run(words.subList(from, words.size()), job.as("root"));
    }

    private int env(List<String> words, ProcessContext job) throws IOException, InterruptedException {
        if (words.size() == 1) {
            for (var variable : new java.util.TreeMap<>(job.environment()).entrySet()) {
                job.print(variable.getKey() + "=" + variable.getValue() + "\n");
            }
            return 0;
        }
        return run(words.subList(1, words.size()), job);
    }

    private int run(List<String> words, ProcessContext job) throws IOException, InterruptedException {
        Program program = words.isEmpty() ? null : host.program(words.get(0));
        return program == null ? job.fail(127, words + ": command not found") : program.run(words, job);
    }
}
