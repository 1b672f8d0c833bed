package dev.slipway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A page with blocks that are carried out: {@code kotlin FILE}, or {@code kts FILE} for what does not compile by itself, is
 * written to that file, and of {@code console} each line after a dollar is run, and what it prints stands below it. What happens meanwhile stands after a {@code #}.
 */
final class Document {
    private static final String FENCE = "```";

    private final Shell shell;
    private final Path directory;
    private final Map<String, Event> events;
    private final UnaryOperator<String> view;
    private final List<String> lines = new ArrayList<>();
    private int code;

    /** Something that happens between two commands. */
    interface Event {
        void happens() throws Exception;
    }

    Document(Shell shell, Path directory) {
        this(shell, directory, Map.of(), UnaryOperator.identity());
    }

    Document(Shell shell, Path directory, Map<String, Event> events, UnaryOperator<String> view) {
        this.shell = shell;
        this.directory = directory;
        this.events = events;
        this.view = view;
    }

    /** The page as it comes out. */
    String carriedOut(String page) throws Exception {
        String[] all = page.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            lines.add(all[i]);
            if (all[i].startsWith(FENCE) && all[i].length() > FENCE.length()) {
                var block = new ArrayList<String>();
                for (i++; !all[i].equals(FENCE); i++) {
                    block.add(all[i]);
                }
                block(all[i - block.size() - 1].substring(FENCE.length()), block);
                lines.add(FENCE);
            }
        }
        return String.join("\n", lines);
    }

    private void block(String info, List<String> block) throws Exception {
        String[] words = info.split(" ", -1);
        if (words[0].equals("console")) {
            for (String line : block) {
                if (line.startsWith("$ ")) {
                    lines.add(line);
                    printed(line.substring(2))
                            .lines()
                            .map(String::stripTrailing)
                            .forEach(lines::add);
                } else if (line.startsWith("# ") && events.containsKey(line.substring(2))) {
                    lines.add(line);
                    events.get(line.substring(2)).happens();
                }
            }
            return;
        }
        if (List.of("kotlin", "kts").contains(words[0]) && words.length > 1) {
            shell.write(words[1], block.toArray(String[]::new));
        }
        lines.addAll(block);
    }

    private String printed(String command) throws IOException, InterruptedException {
        if (command.equals("echo $?")) {
            return String.valueOf(code);
        }
        int pipe = command.indexOf(" | slipway ");
        if (pipe > 0) {
            shell.piping(program(command.substring(0, pipe)));
            return slipway(command.substring(pipe + " | slipway ".length()));
        }
        return command.startsWith("slipway ") ? slipway(command.substring("slipway ".length())) : program(command);
    }

    private String slipway(String arguments) {
        var typed = new ArrayList<String>();
        for (String argument : arguments.split(" ", -1)) {
            boolean here =
                    argument.matches(".*\\.(main\\.kts|plan)") || Files.isRegularFile(directory.resolve(argument));
            typed.add(here ? directory.resolve(argument).toString() : argument);
        }
        var result = shell.run(typed.toArray(String[]::new));
        code = result.code();
        return view.apply(result.out() + result.err())
                .replaceAll("age1[a-z0-9]{58}  \\S+", "age1...  anna")
                .replaceAll("age1[a-z0-9]{58}", "age1...")
                .replaceAll("(?m)^Took .*; slowest: .*\n", "")
                .replaceAll("\\bin \\d+(\\.\\d+)? (ms|s)\\b", "in 0.1 s");
    }

    private String program(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
