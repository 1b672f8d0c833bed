package dev.slipway.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program and all that it has started: asked to end, then made to. Nothing is left behind when we end ourselves. */
final class ProcessGroup {
    private static final boolean HAS_SETSID = onPath("setsid", System.getenv().getOrDefault("PATH", ""));
    private static final long GRACE_SECONDS = 2;
    private static final Set<ProcessGroup> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ProcessGroup::kill), "slipway-groups"));
    }

    private final Process process;
    private final Marked marked;

    ProcessGroup(Process process, Marked marked) {
        this.process = process;
        this.marked = marked;
        RUNNING.add(this);
    }

    /** The words that start a program as the leader of its own group, where the system can. */
    static List<String> leading(List<String> words) {
        if (!HAS_SETSID) {
            return words;
        }
        var leading = new ArrayList<String>();
        leading.add("setsid");
        leading.addAll(words);
        return leading;
    }

    /** Asks it to end, and after a while makes it. Returns at once. */
    void end() {
        signal("-TERM", process.pid());
        process.descendants().forEach(ProcessHandle::destroy);
        marked.ask();
        process.destroy();
        var reaper = new Thread(this::killLater, "slipway-reaper");
        reaper.setDaemon(true);
        reaper.start();
    }

    /** The program has ended by itself; what it left running on purpose is its own affair. */
    void left() {
        if (!process.isAlive()) {
            RUNNING.remove(this);
        }
    }

    private void killLater() {
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        RUNNING.remove(this);
    }

    private void kill() {
        signal("-KILL", process.pid());
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        marked.end();
    }

    /** The group has the number of its leader, and lives on while anybody in it does. */
    static void signal(String signal, long leader) {
        if (HAS_SETSID) {
            try {
                new ProcessBuilder("kill", signal, "--", "-" + leader)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor(1, TimeUnit.SECONDS);
            } catch (IOException e) {
                return; // without a kill to call, those that are known to descend from it are ended one by one
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static boolean onPath(String program, String path) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .anyMatch(directory -> !directory.isEmpty() && Files.isExecutable(Path.of(directory, program)));
    }
}
