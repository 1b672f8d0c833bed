package dev.slipway.lab.host;

import dev.slipway.lab.shell.ProcessContext;
import dev.slipway.lab.shell.Program;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that work on files. */
final class FilePrograms {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS Z").withZone(ZoneOffset.UTC);

    private final FileTree tree;

    private FilePrograms(FileTree tree) {
        this.tree = tree;
    }

    static Map<String, Program> of(FileTree tree) {
        var files = new FilePrograms(tree);
        var all = new HashMap<String, Program>(Map.of(
                "chmod", files.careful((words, job) -> files.chmod(words)),
                "chown", files.careful(files::chown),
                "ls", files.careful(files::ls),
                "mkdir", files.careful(files::mkdir),
                "mv", files.careful((words, job) -> files.move(words, job.user())),
                "rm", files.careful((words, job) -> files.rm(words, job.user())),
                "rmdir", files.careful((words, job) -> files.rmdir(words, job.user())),
                "stat", files.careful(files::stat),
                "sync", (words, job) -> 0,
                "touch", files.careful(files::touch)));
        all.put("cp", files.careful(files::copy));
        return all;
    }

    private interface Work {
        int run(List<String> words, ProcessContext job) throws IOException;
    }

    /** A program that says what went wrong as the system does. */
    private Program careful(Work work) {
        return (words, job) -> {
            try {
                return work.run(words, job);
            } catch (FileTree.Refusal e) {
                return job.fail(1, words.get(0) + ": " + e.getMessage());
            }
        };
    }

    private static List<String> operands(List<String> words) {
        var operands = new ArrayList<String>();
        boolean all = false;
        for (String word : words.subList(1, words.size())) {
            if (word.equals("--") && !all) {
                all = true;
            } else if (all || !word.startsWith("-") || word.length() < 2) {
                operands.add(word);
            }
        }
        return operands;
    }

    private static boolean has(List<String> words, String flag) {
        return words.stream().anyMatch(word -> word.matches("-[a-zA-Z]*" + flag + "[a-zA-Z]*"));
    }

    private int chmod(List<String> words) throws IOException {
        List<String> operands = operands(words);
        for (String path : operands.subList(1, operands.size())) {
            tree.change(path, tree.need(path).mode(Integer.parseInt(operands.get(0), 8), tree.now()));
        }
        return 0;
    }

    private int chown(List<String> words, ProcessContext job) throws IOException {
        List<String> operands = operands(words);
        String[] owner = operands.get(0).split(":", -1);
        for (String path : operands.subList(1, operands.size())) {
            FileNode entry = tree.need(path);
            String group = owner.length > 1 && !owner[1].isEmpty() ? owner[1] : entry.group();
            String user = owner[0].isEmpty() ? entry.owner() : owner[0];
            if (!job.isRoot() && !(user.equals(entry.owner()) && user.equals(job.user()))) {
                throw new FileTree.Refusal("changing ownership of '" + path + "'", "Operation not permitted");
            }
            tree.change(path, entry.owner(user, group, tree.now()));
        }
        return 0;
    }

    /** With {@code -a}, the mode, the owner and the group are those of what is copied. */
    private int copy(List<String> words, ProcessContext job) throws IOException {
        List<String> operands = operands(words);
        FileNode from = tree.need(operands.get(0));
        try (var out = tree.write(operands.get(1), false, job.user())) {
            out.write(tree.read(operands.get(0), job.user()));
        }
        if (has(words, "a")) {
            FileNode copy = tree.need(operands.get(1)).mode(Integer.parseInt(from.modeText(), 8), tree.now());
            tree.change(operands.get(1), copy.owner(from.owner(), from.group(), tree.now()));
        }
        return 0;
    }

    private int ls(List<String> words, ProcessContext job) throws IOException {
        for (String path : operands(words)) {
            if (tree.need(path).directory()) {
                String start = path.endsWith("/") ? path : path + "/";
                for (String below : tree.below(path)) {
                    String name = below.substring(start.length());
                    if (!name.contains("/") && (has(words, "[aA]") || !name.startsWith("."))) {
                        job.print(name + "\n");
                    }
                }
            } else {
                job.print(path + "\n");
            }
        }
        return 0;
    }

    private int mkdir(List<String> words, ProcessContext job) throws IOException {
        for (String path : operands(words)) {
            if (has(words, "p")) {
                var at = new StringBuilder();
                for (String step : path.split("/", -1)) {
                    at.append(step).append('/');
                    if (!step.isEmpty() && tree.at(at.toString()).isEmpty()) {
                        tree.makeDirectory(at.toString(), job.user());
                    }
                }
            } else {
                tree.makeDirectory(path, job.user());
            }
        }
        return 0;
    }

    private int move(List<String> words, String user) throws IOException {
        List<String> operands = operands(words);
        tree.move(operands.get(0), operands.get(1), user);
        return 0;
    }

    private int rm(List<String> words, String user) throws IOException {
        for (String path : operands(words)) {
            if (tree.at(path).isEmpty() && has(words, "f")) {
                continue;
            } else if (tree.need(path).directory()) {
                if (!has(words, "r")) {
                    throw new FileTree.Refusal("cannot remove '" + path + "'", "Is a directory");
                }
                for (String below : tree.below(path)) {
                    tree.remove(below, user);
                }
            }
            tree.remove(path, user);
        }
        return 0;
    }

    private int rmdir(List<String> words, String user) throws IOException {
        for (String path : operands(words)) {
            if (!tree.below(path).isEmpty()) {
                throw new FileTree.Refusal("failed to remove '" + path + "'", "Directory not empty");
            }
            tree.remove(path, user);
        }
        return 0;
    }

    private int touch(List<String> words, ProcessContext job) throws IOException {
        for (String path : operands(words)) {
            tree.write(path, true, job.user()).close();
        }
        return 0;
    }

    private int stat(List<String> words, ProcessContext job) throws IOException {
        int c = words.indexOf("-c");
        if (c < 0) {
            return job.fail(1, "stat: this host knows only stat -c FORMAT");
        }
        var rest = new ArrayList<>(words);
        String format = rest.remove(c + 1);
        for (String path : operands(rest)) {
            FileNode entry = tree.need(path);
            String time = TIME.format(Instant.ofEpochMilli(entry.changed()));
            job.print(format.replace("%F", entry.directory() ? "directory" : "regular file")
                            .replace("%a", entry.modeText())
                            .replace("%U", entry.owner())
                            .replace("%G", entry.group())
                            .replace("%u", number(entry.owner()))
                            .replace("%g", number(entry.group()))
                            .replace("%s", Integer.toString(entry.content().length))
                            .replace("%i", Long.toString(entry.number()))
                            .replace("%Z", Long.toString(entry.changed() / 1000))
                            .replace("%y", time)
                            .replace("%z", time)
                            .replace("%n", path)
                    + "\n");
        }
        return 0;
    }

    /** Everybody but root has the number that the first user of a Debian gets. */
    private static String number(String name) {
        return name.equals("root") ? "0" : "1000";
    }
}
