package dev.slipway.ssh;

import dev.slipway.dial.Dialer;
import dev.slipway.model.Fields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Two servers of OpenSSH on ports of this machine, with keys and settings of their own. */
public final class OpenSshBed implements Bed {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path directory;
    private final Path key;
    private final List<Process> servers = new ArrayList<>();
    private final int first;
    private final int second;
    private final Cutter cutter;

    public static boolean isPossible() {
        return Files.isExecutable(SSHD) && Keys.canBeMade();
    }

    public OpenSshBed(Path directory) throws Exception {
        this.directory = directory;
        this.key = directory.resolve("key");
        String authorized = Keys.ofEachSort(directory);
        Files.createDirectories(directory.resolve("srv"));
        Files.writeString(directory.resolve("authorized"), authorized + "\n");
        if ("root".equals(System.getProperty("user.name"))) {
            Files.createDirectories(Path.of("/run/sshd")); // where the server locks itself in
        }
        first = start("first");
        second = start("second");
        cutter = new Cutter(second);
    }

    private int start(String name) throws Exception {
        Path hostKey = directory.resolve(name + "_host");
        if (Files.notExists(hostKey)) {
            Keys.make(directory, name + "_host", "ed25519", "");
        }
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        serve(name, port);
        return port;
    }

    /** At home in a directory of its own: what the shell of whoever tests does when it starts may take its time. */
    private void serve(String name, int port) throws Exception {
        Path config = directory.resolve(name + ".conf");
        Files.writeString(config, """
            ListenAddress 127.0.0.1
            Port %d
            HostKey %s
            PidFile none
            UsePAM no
            StrictModes no
            MaxSessions 4
            MaxStartups 50
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            AuthorizedKeysFile %s
            SetEnv HOME=%s
            """.formatted(
                        port, directory.resolve(name + "_host"), directory.resolve("authorized"), directory));
        servers.add(new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start());
        for (int i = 0; i < 200; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(25);
            }
        }
        throw new IOException("sshd does not answer: " + Files.readString(directory.resolve(name + ".log")));
    }

    @Override
    public Dialer dialer() {
        return (host, port) -> port == second ? new Dialer.Place(host, cutter.port()) : new Dialer.Place(host, port);
    }

    @Override
    public Fields bastion() {
        return host("bastion", first);
    }

    @Override
    public Fields target() {
        return host("target", second);
    }

    private Fields host(String name, int port) {
        return Fields.of(
                "name",
                name,
                "address",
                "127.0.0.1",
                "port",
                port,
                "user",
                System.getProperty("user.name"),
                "key",
                key.toString());
    }

    @Override
    public void changeHostKey() throws Exception {
        Process server = servers.remove(1);
        server.destroy();
        server.waitFor();
        Path made = Keys.make(directory, "other_host", "ed25519", "");
        Files.move(made, directory.resolve("second_host"), StandardCopyOption.REPLACE_EXISTING);
        serve("second", second);
        cutter.cutAll();
    }

    @Override
    public void cutAfter(int bytes) {
        cutter.cutNextAfter(bytes);
    }

    @Override
    public void silence() throws Exception {
        Process server = servers.get(1);
        signal("STOP", server.toHandle());
        for (ProcessHandle each : server.descendants().toList()) {
            signal("STOP", each);
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public String directory() {
        return directory.resolve("srv").toString();
    }

    @Override
    public Path keys() {
        return directory;
    }

    @Override
    public void close() throws Exception {
        cutter.close();
        for (Process server : servers) {
            server.descendants().forEach(ProcessHandle::destroyForcibly); // may have been stopped
            server.destroyForcibly();
            server.waitFor();
        }
    }
}
