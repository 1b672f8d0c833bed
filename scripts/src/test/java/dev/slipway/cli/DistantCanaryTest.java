package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that are sent to hosts and to Proxmox VE are neither said nor kept here, whether all goes well or not. */
class DistantCanaryTest {
    private static final List<String> CANARIES =
            List.of("canary-9d1f-login", "canary-77e0-env", "c4a7a7e5-5ab2-4c1d-8f00-31c8f60dcafe", "canary-5ab2-seed");

    @TempDir
    Path directory;

    private final StringBuilder said = new StringBuilder();

    @Test
    void nothingOfThemIsSaidOrKept() throws IOException {
        var shell = new Shell(directory.resolve("ours"))
                .with("LOGIN", CANARIES.get(0))
                .with("VALUE", CANARIES.get(1))
                .with("TOKEN", "root@pam!ci=" + CANARIES.get(2))
                .with("SEED", CANARIES.get(3))
                .with("SLIPWAY_DEBUG", "1");
        try (Lab lab = Lab.open(directory.resolve("lab"), 200)) {
            lab.place(new Placement(
                    "ssh",
                    "neo",
                    Map.of("address", "10.0.3.10:22", "user", "ops", "password", CANARIES.get(0), "sudo", "ops")));
            lab.place(new Placement(
                    "pve", "home", Map.of("address", "10.0.3.11:8006", "tokens", "root@pam!ci=" + CANARIES.get(2))));
            shell.write("ca.pem", lab.authority().pem());
            String script = shell.write(
                            "far.main.kts", """
                    import dev.slipway.dsl.*

                    val neo = host("neo") {
                        address = "127.0.0.1"; port = %d; user = "ops"; password = secret("LOGIN")
                        run("tells") {
                            shell("echo it is \\$VALUE; printf half; printf '%%s' \\$VALUE")
                            env("VALUE", secret("VALUE"))
                        }
                        run("fails") { shell("echo \\$VALUE >&2; exit 3"); env("VALUE", secret("VALUE")) }
                        file("/tmp/secret") { content(text("is ", secret("VALUE"))) }
                    }
                    proxmox {
                        endpoint = "https://127.0.0.1:%d"; token = secret("TOKEN"); ca = readFile("ca.pem")
                        node("home")
                        vm("web") {
                            on("home")
                            disk("root") { size = 1.GiB; storage = "local-lvm" }
                            seed { userData(text("password: ", secret("SEED"))); storage = "local" }
                        }
                        user("ci@pve")
                        output("token") { token("ci@pve", "key").value }
                    }
                    """.formatted(lab.port("10.0.3.10:22"), lab.port("10.0.3.11:8006")))
                    .toString();
            run(shell, script, "plan", "--out", shell.path("saved.plan").toString());
            run(shell, "apply", shell.path("saved.plan").toString(), "--yes");
            for (String verb : List.of(
                    "up --yes",
                    "up --yes --json",
                    "plan --json",
                    "plan --all",
                    "graph --as svg",
                    "graph --json",
                    "why neo:tells",
                    "state list",
                    "state show neo:tells --json",
                    "output",
                    "drift --deep",
                    "check --json",
                    "down --yes")) {
                run(
                        shell,
                        Stream.concat(Stream.of(script), Stream.of(verb.split(" ")))
                                .toArray(String[]::new));
            }
            run(shell.with("LOGIN", CANARIES.get(3)).with("TOKEN", CANARIES.get(3)), script, "up", "--yes");
        }
        for (String proof : List.of("it is •••", "half•••", "token = •••", "said: •••", "8 unchanged", "8 changed")) {
            assertTrue(said.toString().contains(proof), () -> proof + " was there to be seen\n" + said);
        }
        search();
    }

    private void run(Shell shell, String... typed) {
        var result = shell.run(typed);
        said.append("$ ")
                .append(String.join(" ", typed))
                .append(" -> ")
                .append(result.code())
                .append('\n');
        said.append(result.out()).append(result.err());
    }

    private void search() throws IOException {
        check("what was said", said.toString());
        try (Stream<Path> ours = Files.walk(directory.resolve("ours"))) {
            for (Path file : ours.filter(Files::isRegularFile).toList()) {
                check(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        check("requests", Files.readString(directory.resolve("lab/requests.jsonl")));
    }

    private static void check(String where, String text) {
        for (String canary : CANARIES) {
            int at = text.indexOf(canary);
            assertFalse(
                    at >= 0,
                    () -> canary + " is in " + where + ": "
                            + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 80)));
        }
    }
}
