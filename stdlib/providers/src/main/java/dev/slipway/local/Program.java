package dev.slipway.local;

import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One run of one program, in a process group of its own, so that it ends with all that it has started.
 *
 * <p>Of our own environment it sees only what programs cannot do without; the rest is declared.
 */
final class Program {
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TERM", "TMPDIR", "TZ");
    private static final int TAIL = 20;
    private static final int LONGEST = 1 << 16;

    private final CallContext ticket;
    private final Redaction redaction;
    private Consumer<Process> started = process -> {};
    private Optional<Exits> exits = Optional.empty();
    private boolean secret;
    private Map<String, String> seen = inherited();
    private final StringBuilder printed = new StringBuilder();
    private final ArrayDeque<String> tail = new ArrayDeque<>();

    Program(CallContext ticket, Redaction redaction) {
        this.ticket = ticket;
        this.redaction = redaction;
    }

    /** Whoever wants to know the process while it runs. */
    Program telling(Consumer<Process> listener) {
        started = listener;
        return this;
    }

    /**
     * Has its status and, unless it may hold a secret, what it prints left behind, for the next run if this one does not live
     * to see it.
     */
    Program leaving(Exits where, boolean secret) {
        exits = Optional.of(where);
        this.secret = secret;
        return this;
    }

    /** With this environment instead of a part of our own. */
    Program seeing(Map<String, String> environment) {
        seen = environment;
        return this;
    }

    /**
     * How it ended, and what it printed.
     *
     * @param unseen variables of our environment that it did not get
     */
    record End(int status, String stdout, String tail, Set<String> unseen) {
        private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{2,}");

        /** That a program failed, and with which last words. */
        Failure failure(String program) {
            return new Failure.Rejected(
                    "'" + program + "' ended with status " + status
                            + (tail.isEmpty()
                                    ? ", and said nothing"
                                    : ", and said\n" + tail.indent(4).stripTrailing()),
                    "see what it said, correct the cause, and run again" + missing());
        }

        /** What it complains of may be a variable that is set here, and that programs get only where it is declared. */
        private String missing() {
            return VARIABLE.matcher(tail)
                    .results()
                    .map(MatchResult::group)
                    .filter(unseen::contains)
                    .findFirst()
                    .map(name -> "; " + name + " is set in your environment, but programs get only "
                            + String.join(", ", INHERITED) + " of it: pass it with env(\"" + name + "\", ...)")
                    .orElse("");
        }
    }

    /** Runs it to its end, which may be that the ticket is called off. */
    End run(List<String> words, Map<String, String> environment, Path directory) throws IOException {
        String intent = ticket.idempotencyKey();
        var mark = new Marked(intent.isEmpty() ? UUID.randomUUID().toString() : intent).attempt();
        List<String> whole = exits.isPresent() ? exits.get().leaving(intent, words, secret) : words;
        var builder = new ProcessBuilder(ProcessGroup.leading(whole)).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(seen);
        builder.environment().putAll(environment);
        builder.environment().put(Marked.NAME, mark.mark());
        checkProgram(words.get(0), builder.environment().getOrDefault("PATH", ""), directory);
        Process process = builder.start();
        var group = new ProcessGroup(process, mark);
        started.accept(process);
        process.getOutputStream().close();
        ticket.onCancel(group::end);
        var errors = new Thread(() -> lines(process.errorReader(StandardCharsets.UTF_8), line -> {}), "slipway-stderr");
        errors.setDaemon(true);
        errors.start();
        lines(process.inputReader(StandardCharsets.UTF_8), this::keep);
        try {
            int status = process.waitFor();
            errors.join();
            if (exits.isPresent()) {
                exits.get().forget(intent);
            }
            return new End(
                    status,
                    stdout(),
                    String.join("\n", List.copyOf(tail)),
                    unseen(builder.environment().keySet()));
        } catch (InterruptedException e) {
            group.end();
            Thread.currentThread().interrupt();
            throw new Failure.InDoubt("interrupted", "run again", e);
        } finally {
            group.left();
        }
    }

    private static void checkProgram(String program, String path, Path directory) {
        boolean found = program.contains("/")
                ? Files.isExecutable(directory.resolve(program))
                : ProcessGroup.onPath(program, path);
        if (!found) {
            throw new Failure.Rejected(
                    "there is no program '" + program + "'",
                    program.contains(" ")
                            ? "give the words one by one, command(\"ls\", \"-la\"), or write shell(\"ls -la\")"
                            : program.contains("/")
                                    ? "make it, and executable"
                                    : "install it, or correct PATH, which is " + path);
        }
    }

    private static Set<String> unseen(Set<String> passed) {
        var names = new TreeSet<>(System.getenv().keySet());
        names.removeAll(passed);
        return names;
    }

    private void keep(String line) {
        if (printed.length() < LONGEST) {
            printed.append(line).append('\n');
        }
    }

    private String stdout() {
        String text = redaction.mask(printed.toString());
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private void lines(BufferedReader reader, Consumer<String> keep) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep.accept(line);
                String masked = redaction.mask(line);
                ticket.say(masked);
                remember(masked);
            }
        } catch (IOException e) {
            remember("(its output broke off: " + e.getMessage() + ")");
        }
    }

    private void remember(String line) {
        synchronized (tail) {
            tail.add(line);
            if (tail.size() > TAIL) {
                tail.remove();
            }
        }
    }

    /** The part of our own environment that programs see. */
    static Map<String, String> inherited() {
        var environment = new TreeMap<>(System.getenv());
        environment.keySet().retainAll(INHERITED);
        return environment;
    }
}
