package dev.slipway.lab;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A lab in a process of its own, seen from outside. It outlives whoever started it. */
public final class LabProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UNTIL_IT_RUNS = Duration.ofMinutes(2);
    private static final int PAUSE_MILLIS = 50;

    /** What it is told of the environment, which may hold secrets; it outlives whoever has set them. */
    private static final Set<String> KNOWN_TO_IT =
            Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private final Path directory;

    public LabProcess(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    public Path directory() {
        return directory;
    }

    Path log() {
        return directory.resolve("lab.log");
    }

    /** Whether the lab was started by another Slipway than this one; it may serve what is here no more, or not yet. */
    boolean isOfAnother() {
        try {
            String[] part = Files.readString(directory.resolve(ControlServer.FILE))
                    .strip()
                    .split(" ", -1);
            return part.length < 4 || !part[3].equals(stamp());
        } catch (IOException e) {
            return false;
        }
    }

    /** What changes with the jar that the lab is made of. */
    static String stamp() {
        try {
            Path here = Path.of(LabProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(here)
                    ? "0"
                    : Files.size(here) + "-" + Files.getLastModifiedTime(here).toMillis();
        } catch (IOException | URISyntaxException e) {
            return "0";
        }
    }

    /** Tells the lab something and gives its answer; empty when no lab is running here. */
    public Optional<String> ask(String what, String body) {
        try {
            String[] part = Files.readString(directory.resolve(ControlServer.FILE))
                    .strip()
                    .split(" ", -1);
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + part[0] + what))
                    .header("Authorization", "Bearer " + part[1])
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 401) {
                return Optional.empty(); // the port of a lab that was killed is somebody else's now
            } else if (answer.statusCode() != 200) {
                throw new IllegalArgumentException(answer.body());
            }
            return Optional.of(answer.body());
        } catch (NoSuchFileException | java.net.ConnectException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Starts the lab unless it runs, and waits until it answers. Gives its state. */
    public String start(String pace) throws IOException {
        Optional<String> running = ask("/state", "");
        if (running.isPresent()) {
            return running.get();
        }
        OwnDirectory.make(directory);
        var builder = new ProcessBuilder(command(pace))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().retainAll(KNOWN_TO_IT);
        Process process = builder.start();
        process.getOutputStream().close();
        long until = System.nanoTime() + UNTIL_IT_RUNS.toNanos();
        while (System.nanoTime() < until && (process.isAlive() || process.exitValue() == LabCommand.RUNS_ALREADY)) {
            Optional<String> state = ask("/state", ""); // of ours, or of one that somebody started at the same time
            if (state.isPresent()) {
                return state.get();
            }
            pause();
        }
        throw new IOException("the lab did not start; see " + log());
    }

    /** Stops the lab and waits until its process is gone. */
    public boolean stop() throws IOException {
        Optional<ProcessHandle> process = process();
        if (ask("/stop", "").isEmpty()) {
            return false;
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (process.isPresent() && process.get().isAlive() && System.nanoTime() < until) {
            pause();
        }
        return true;
    }

    Optional<ProcessHandle> process() throws IOException {
        Path file = directory.resolve(ControlServer.FILE);
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip().split(" ", -1)[2]))
                : Optional.empty();
    }

    /** The lab is started as the leader of a session where that is possible: what ends a terminal does not end it. */
    private List<String> command(String pace) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(
                List.of(LabCommand.class.getName(), "serve", "--directory", directory.toString(), "--pace", pace));
        return command;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
