package dev.slipway.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** The command line of the lab: {@code slipway lab start|stop|reset|serve|place|fault|clear|state}. */
public final class LabCommand {
    private static final String USAGE = """
            slipway lab start [--pace N]                  starts the lab, which goes on until it is stopped
            slipway lab serve [--pace N]                  the same, in the foreground
            slipway lab stop                              stops it; what stands in it stands there again the next time
            slipway lab reset                             puts everything in it back to its first day
            slipway lab place KIND NAME [key=value ...]   puts a system into it, such as: ssh trinity address=10.0.3.10:22
            slipway lab remove NAME                       takes it out, with all that is on it
            slipway lab at ADDRESS                        says where an address of the lab is on this machine
            slipway lab fault NAME TARGET [VALUE] [--times N]   makes something go wrong
            slipway lab clear [NAME] [TARGET]             lets it work again
            slipway lab state                             says what there is
            All take --directory DIR, which otherwise is .slipway/lab.
            """;

    /** The exit code of a lab where another one runs. */
    static final int RUNS_ALREADY = 5;

    private final PrintStream out;
    private final Map<String, String> options =
            new TreeMap<>(Map.of("--directory", ".slipway/lab", "--pace", "1", "--times", "0"));
    private final ArrayDeque<String> words = new ArrayDeque<>();

    private LabCommand(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Carries out a command and gives its exit code: 0 done, 1 failed, 3 not understood. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        var command = new LabCommand(out);
        try {
            for (var rest = new ArrayDeque<>(Arrays.asList(args)); !rest.isEmpty(); ) {
                String word = rest.pop();
                if (!word.startsWith("--")) {
                    command.words.add(word);
                } else if (!command.options.containsKey(word) || rest.isEmpty()) {
                    throw new IllegalArgumentException("'" + word + "' is no option, or lacks its value");
                } else {
                    command.options.put(word, rest.pop());
                }
            }
            return command.run();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 3;
        } catch (IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private int run() throws IOException {
        Path directory = Path.of(option("--directory"));
        var process = new LabProcess(directory);
        String verb = words.isEmpty() ? "" : words.pop();
        return switch (verb) {
            case "start" -> said(process.start(option("--pace")));
            case "serve" -> serve(directory);
            case "stop" -> said(process.stop() ? "stopped" : "no lab was running");
            case "reset", "state" -> ask(process, "/" + verb, "");
            case "place" -> ask(process, "/place", Placements.text(placement()));
            case "remove" -> remove(process, word("a name"));
            case "at" -> at(directory, word("an address"));
            case "fault" -> fault(process, word("a fault"), word("a target"), last());
            case "clear" -> clear(process, words.isEmpty() ? "*" : String.join("\t", words));
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private int said(String text) {
        out.println(text);
        return 0;
    }

    private int remove(LabProcess process, String name) throws IOException {
        answer(process, "/remove", name);
        return said("removed " + name);
    }

    private int fault(LabProcess process, String fault, String target, String value) throws IOException {
        answer(process, "/fault", String.join("\t", fault, target, value, option("--times")));
        return said("fault " + fault + " on " + target);
    }

    private int clear(LabProcess process, String what) throws IOException {
        answer(process, "/clear", what);
        return said(what.equals("*") ? "cleared all faults" : "cleared " + what.replace('\t', ' '));
    }

    private int ask(LabProcess process, String what, String body) throws IOException {
        return said(answer(process, what, body));
    }

    private String answer(LabProcess process, String what, String body) throws IOException {
        return process.ask(what, body)
                .orElseThrow(() -> new IOException(
                        "no lab is running in " + option("--directory") + "; start it with: slipway lab start"));
    }

    private int at(Path directory, String address) throws IOException {
        Path file = directory.resolve("addresses");
        if (Files.notExists(file)) {
            throw new IOException("there is no lab in " + directory);
        }
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            if (line.startsWith(address + " ")) {
                return said(line.substring(address.length() + 1));
            }
        }
        String all = lines.stream().map(line -> line.split(" ", -1)[0]).collect(Collectors.joining(", "));
        throw new IOException(
                "the lab in " + directory + " has no " + address + ", but " + (all.isEmpty() ? "nothing" : all));
    }

    private Placement placement() {
        String kind = word("a kind of system");
        String name = word("a name");
        var properties = new TreeMap<String, String>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' is no key=value");
            }
            properties.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Placement(kind, name, properties);
    }

    private String word(String what) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(what + " is missing\n" + USAGE);
        }
        return words.pop();
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }

    private String last() {
        return words.isEmpty() ? "" : words.pop();
    }

    private int serve(Path directory) throws IOException {
        OwnDirectory.make(directory);
        var ended = new CountDownLatch(1);
        try (var channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                out.println("a lab is running in " + directory + " already");
                return RUNS_ALREADY;
            }
            try (var lab = Lab.open(directory, Double.parseDouble(option("--pace")));
                    var control = new ControlServer(lab, directory.toAbsolutePath(), ended::countDown)) {
                out.println("lab in " + directory + ", certificates signed by " + directory.resolve("ca.pem"));
                lab.ports().forEach((address, port) -> out.println(address + " is at 127.0.0.1:" + port));
                out.flush();
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return 0;
    }
}
