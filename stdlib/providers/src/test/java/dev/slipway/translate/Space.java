package dev.slipway.translate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A machine made of namespaces of the kernel: its own network and its own mounts. It lasts as long as its process. */
public final class Space implements AutoCloseable {
    private static final List<String> TOOLS = List.of("unshare", "nsenter", "ip", "bash", "nft", "iptables");

    private final Process holder;
    private final List<String> enter;

    private Space(List<String> outside, List<String> flags) throws Exception {
        var command = new ArrayList<>(outside);
        command.add("unshare");
        command.addAll(flags);
        command.addAll(List.of("sleep", "900"));
        holder = new ProcessBuilder(command).redirectErrorStream(true).start();
        Path comm = Path.of("/proc/" + holder.pid() + "/comm");
        for (int i = 0; i < 400 && holder.isAlive() && !Files.readString(comm).equals("sleep\n"); i++) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        if (!holder.isAlive()) {
            throw new IOException(new String(holder.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        enter = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder.pid()), "-n", "-m"));
        if (flags.contains("-U") || !outside.isEmpty()) {
            enter.addAll(List.of("-U", "--preserve-credentials"));
        }
    }

    /** Why no such machines can be made here; empty where they can. It is tried once. */
    public static String impossible() {
        return Tried.IMPOSSIBLE;
    }

    private static final class Tried {
        static final String IMPOSSIBLE = tried();
    }

    private static String tried() {
        for (String tool : TOOLS) {
            if (!onPath(tool)) {
                return tool + " is not on this machine";
            }
        }
        try (Space first = first()) {
            Space.End made = first.run("ip link add wire0 type veth peer name wire1 && nft add table inet t");
            return made.status() == 0 ? "" : "no network can be made here: " + made.stderr();
        } catch (Exception e) {
            return "no namespace can be made here: " + e.getMessage();
        }
    }

    private static boolean onPath(String tool) {
        return List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    static Space first() throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        return new Space(List.of(), root ? List.of("-n", "-m") : List.of("-U", "-r", "-n", "-m"));
    }

    /** Another one under the same user, so that wires can be laid between them. */
    Space beside() throws Exception {
        boolean own = enter.contains("-U");
        return new Space(
                own ? List.of("nsenter", "-t", Long.toString(holder.pid()), "-U", "--preserve-credentials") : List.of(),
                List.of("-n", "-m"));
    }

    public long pid() {
        return holder.pid();
    }

    /** How a program is started in it. */
    public List<String> enter(String... command) {
        var all = new ArrayList<>(enter);
        all.addAll(List.of(command));
        return all;
    }

    record End(int status, String stdout, String stderr) {}

    /** Runs a script, as root of this machine. */
    End run(String script, String... arguments) throws Exception {
        var command = new ArrayList<>(enter("bash", "-c", "PATH=$PATH:/usr/sbin:/sbin; " + script, "test"));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("space", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        String stderr = Files.readString(errors);
        Files.delete(errors);
        return new End(status, stdout, stderr);
    }

    /** What a script prints that must not fail. */
    public String good(String script, String... arguments) throws Exception {
        End end = run(script, arguments);
        if (end.status() != 0) {
            throw new AssertionError(script + "\nended with " + end.status() + ": " + end.stderr() + end.stdout());
        }
        return end.stdout();
    }

    @Override
    public void close() throws Exception {
        holder.destroy();
        holder.waitFor();
    }
}
