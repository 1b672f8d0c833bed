package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's nginx on the loopback interface, with a directory that it serves and takes files into. */
record Nginx(Optional<Process> process, String address) implements AutoCloseable {
    static final Nginx NONE = new Nginx(Optional.empty(), "");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Nginx serving(Path root, String user, String password) throws IOException {
        Optional<Path> program = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "nginx is not installed");
        Path home = Files.createDirectory(root.resolveSibling("nginx"));
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(home.resolve("users"), user + ":{PLAIN}" + password + "\n");
        Path settings = Files.writeString(home.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid HOME/pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path HOME/body;
                    proxy_temp_path HOME/proxy;
                    fastcgi_temp_path HOME/fastcgi;
                    uwsgi_temp_path HOME/uwsgi;
                    scgi_temp_path HOME/scgi;
                    server {
                        listen 127.0.0.1:PORT;
                        client_max_body_size 1g;
                        location / {
                            root ROOT;
                            auth_basic cache;
                            auth_basic_user_file HOME/users;
                            dav_methods PUT;
                            create_full_put_path on;
                        }
                    }
                }
                """.replace("HOME", home.toString())
                .replace("ROOT", root.toString())
                .replace("PORT", "" + port));
        Process process = new ProcessBuilder(
                        program.get().toString(), "-e", home.resolve("log").toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out").toFile())
                .start();
        awaitPort(process, port, home);
        return new Nginx(Optional.of(process), "http://127.0.0.1:" + port);
    }

    private static void awaitPort(Process process, int port, Path home) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertTrue(socket.isConnected());
                return;
            } catch (IOException e) {
                boolean over = !process.isAlive() || System.nanoTime() > until;
                assertTrue(
                        !over, () -> "nginx does not answer: " + read(home.resolve("log")) + read(home.resolve("out")));
                Thread.onSpinWait();
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            process.get().waitFor();
        }
    }
}
