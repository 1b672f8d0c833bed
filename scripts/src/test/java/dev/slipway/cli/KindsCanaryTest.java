package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.dial.Dialer;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import dev.slipway.project.LaterLambdas;
import dev.slipway.project.StandardKinds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret goes through every word that takes one. The words are those of the kinds that are registered: a new kind fails
 * here until a script sends a secret through it.
 */
class KindsCanaryTest {
    private static final String TOKEN = "canary-3b91-token";
    private static final String LOGIN = "canary-9d1f-login";
    private static final String API = "c4a7a7e5-5ab2-4c1d-8f00-31c8f60dcafe";
    private static final Canaries CANARIES = new Canaries(List.of(TOKEN, LOGIN, API), List.of("secret.conf", "t.conf"));

    /** These take nothing that could be secret. */
    private static final Set<String> WITHOUT = Set.of("archive", "directory");

    private static final List<String> VERBS = List.of(
            "plan --json",
            "up --yes --json",
            "up --yes",
            "plan --all",
            "graph --json",
            "graph --as svg",
            "state list",
            "output",
            "output --json",
            "drift --deep",
            "check --json",
            "down --yes");

    @TempDir
    Path directory;

    private final StringBuilder said = new StringBuilder();
    private final Queue<String> elsewhere = new ConcurrentLinkedQueue<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private Shell shell;

    @BeforeEach
    void plant() {
        shell = new Shell(directory.resolve("ours"))
                .with("TOKEN", TOKEN)
                .with("LOGIN", LOGIN)
                .with("API", "root@pam!ci=" + API)
                .with("SLIPWAY_DEBUG", "1");
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private int serve(Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            answer.to(exchange);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    /** A server that repeats what it was told, in several forms, and sends half of its visitors away. */
    private int site() throws IOException {
        int other = serve(exchange -> {
            elsewhere.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            exchange.sendResponseHeaders(200, -1);
        });
        return serve(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/away")) {
                exchange.getResponseHeaders().add("Location", "http://localhost:" + other + "/taken");
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            String told = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] basic = ("user:" + told).getBytes(StandardCharsets.UTF_8);
            String echo = "ok " + exchange.getRequestHeaders().entrySet() + "\n"
                    + Base64.getEncoder().encodeToString(basic);
            byte[] body = echo.getBytes(StandardCharsets.UTF_8);
            boolean fails = exchange.getRequestURI().getPath().startsWith("/fails");
            exchange.sendResponseHeaders(fails ? 403 : 200, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    private String local() throws IOException {
        int port = site();
        shell.with("SITE", "http://127.0.0.1:" + port + "/fails?key=" + TOKEN);
        shell.write("t.in", "token: {{token}}");
        String sent =
                "header(\"Authorization\", text(\"Bearer \", secret(\"TOKEN\"))); header(\"X-Key\", secret(\"TOKEN\"))";
        var lines = new ArrayList<>(List.of(
                "import dev.slipway.dsl.*",
                "directory(\"out\")",
                "file(\"secret.conf\") { content(secret(\"TOKEN\")) }",
                "file(\"guarded\") { precondition(\"it is long\", \"token\" to secret(\"TOKEN\")) { input(\"token\").length > 3 }; content = \"a\" }",
                "template(\"t.conf\") { from = \"t.in\"; value(\"token\", secret(\"TOKEN\")) }",
                "archive(\"out/all.tar\") { from(\"t.in\") }",
                "waitFor(\"site\") { http(secret(\"SITE\")); patience = 1.seconds }",
                "val login = exec(\"login\") {",
                "    shell(\"sleep 0.3; env; echo \\$TOKEN >&2; exit 0\")",
                "    env(\"TOKEN\", secret(\"TOKEN\"))",
                "}",
                "val told = exec(\"told\") {",
                "    shell(\"echo \\$AUTH | cut -d' ' -f2 > out/told.txt; cat out/told.txt; rm out/told.txt; date > out/told.txt\")",
                "    env(\"AUTH\", text(\"Bearer \", secret(\"TOKEN\"))); env(\"TOKEN\", secret(\"TOKEN\")); outputs(\"out/told.txt\")",
                "}",
                "val made = task(\"made\") {",
                "    input(\"token\", secret(\"TOKEN\")); outputs(\"out/made.txt\")",
                "    run {",
                "        println(input(\"token\")); System.err.println(input(\"token\")); say(input(\"token\"))",
                "        path(\"out/made.txt\").toFile().writeText(\"made\"); output(\"key\", \"<${input(\"token\")}>\")",
                "    }",
                "}",
                "task(\"tells\") {",
                "    input(\"token\", secret(\"TOKEN\"))",
                "    run { command(\"sh\", \"-c\", \"env; sleep 0.3\", environment = mapOf(\"T\" to input(\"token\"))) }",
                "}",
                "task(\"leaks\") { input(\"token\", secret(\"TOKEN\")); run { command(\"sh\", \"-c\", \"sleep 1 # ${input(\"token\")}\") } }",
                "task(\"throws\") { input(\"token\", secret(\"TOKEN\")); run { error(\"with ${input(\"token\")}\") } }",
                "exec(\"fails\") { shell(\"env; env >&2; exit 3\"); env(\"TOKEN\", secret(\"TOKEN\")) }",
                "output(\"login\") { login.stdout }",
                "output(\"told\") { told.stdout }",
                "output(\"key\") { made.output(\"key\") }",
                "output(\"token\") { secret(\"TOKEN\") }"));
        for (String path : List.of("echo", "away", "fails")) {
            String url = "http://127.0.0.1:" + port + "/" + path;
            lines.add("val " + path + " = http(\"" + url + "\") { retry = 0; " + sent + " }");
            lines.add("output(\"" + path + "\") { " + path + ".body }");
            lines.add("download(\"" + url + "-file\") { to = \"out/" + path + ".bin\"; retry = 0; " + sent + " }");
        }
        return shell.write("local.main.kts", lines.toArray(String[]::new)).toString();
    }

    @Test
    void nothingThatRunsHereSaysOrKeepsASecret() throws IOException {
        String script = local();
        var watched = new CommandLines();
        try (watched) {
            run(script, "plan", "--out", shell.path("saved.plan").toString());
            run("apply", shell.path("saved.plan").toString(), "--yes");
            verbs(script);
        }
        Files.deleteIfExists(shell.path("out/echo.bin")); // the answer of the server, as asked for
        CANARIES.searchFiles(shell.path(""));
        CANARIES.search("the command lines of all programs", String.join("\n", watched.seen));
        CANARIES.search("what other servers were sent", String.join("\n", elsewhere));
        assertTrue(elsewhere.size() >= 2, "redirects were followed");
        assertTrue(watched.seen.stream().anyMatch(line -> line.contains("sleep")), "programs were seen");
        for (String proof :
                List.of("task.effect/leaks could not be", "TOKEN=•••", "made: •••", "with •••", "exec.effect/fails")) {
            assertTrue(said.toString().contains(proof), () -> proof + " was there to be seen\n" + said);
        }
    }

    private void verbs(String script) {
        for (String verb : VERBS) {
            run(Stream.concat(Stream.of(script), Stream.of(verb.split(" "))).toArray(String[]::new));
        }
    }

    private void run(String... typed) {
        var result = shell.run(typed);
        said.append("$ ")
                .append(String.join(" ", typed))
                .append(" -> ")
                .append(result.code())
                .append('\n');
        said.append(result.out()).append(result.err());
        CANARIES.search(String.join(" ", typed), result.out() + result.err());
    }

    @Test
    void nothingElsewhereSaysOrKeepsASecretEither() throws IOException {
        try (Lab lab = Lab.open(directory.resolve("lab"), 200)) {
            String script = distant(lab);
            verbs(script);
            var kinds = new TreeSet<>(sent(script));
            kinds.addAll(sent(local()));
            kinds.addAll(
                    sent(shell.write("planned.main.kts", resource("planned")).toString()));
            kinds.addAll(WITHOUT);
            var known = new StandardKinds()
                    .registry(directory, new LaterLambdas()::find, Dialer.DIRECT)
                    .kinds();
            assertEquals(new TreeSet<>(known), kinds, "every kind is sent a secret: extend the scripts here");
        }
        CANARIES.searchFiles(shell.path(""));
    }

    /** The kinds of the tasks of a script that have a secret among their inputs. */
    private Set<String> sent(String script) {
        String graph = shell.run(script, "graph", "--json").out();
        var kinds = new TreeSet<String>();
        for (String task : graph.split("(?=\\{\"key\":\")", -1)) {
            var key = Pattern.compile("^\\{\"key\":\"([a-z.-]+)/").matcher(task);
            if (key.find() && task.contains("•••")) {
                kinds.add(key.group(1));
            }
        }
        assertFalse(kinds.isEmpty(), graph);
        return kinds;
    }

    private String distant(Lab lab) throws IOException {
        lab.place(new Placement(
                "ssh", "neo", Map.of("address", "10.0.3.10:22", "user", "ops", "password", LOGIN, "sudo", "ops")));
        lab.place(
                new Placement("proxmox", "home", Map.of("address", "10.0.3.11:8006", "tokens", "root@pam!ci=" + API)));
        shell.write("ca.pem", lab.authority().pem());
        return shell.write(
                        "far.main.kts",
                        resource("distant")
                                .replace("SSH_PORT", String.valueOf(lab.port("10.0.3.10:22")))
                                .replace("PVE_PORT", String.valueOf(lab.port("10.0.3.11:8006"))))
                .toString();
    }

    private static String resource(String name) throws IOException {
        try (var in = KindsCanaryTest.class.getResourceAsStream("/canary/" + name + ".main.kts")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The command lines of all programs on this machine, looked at again and again. */
    private static final class CommandLines implements AutoCloseable {
        private final Set<String> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final Thread thread = new Thread(this::look, "command-lines");

        CommandLines() {
            thread.start();
        }

        private void look() {
            while (running.get()) {
                ProcessHandle.allProcesses().forEach(process -> {
                    try {
                        Path file = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
                        seen.add(Files.readString(file, StandardCharsets.ISO_8859_1)
                                .replace('\0', ' '));
                    } catch (IOException ended) {
                        // it was there a moment ago
                    }
                });
            }
        }

        @Override
        public void close() {
            running.set(false);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
