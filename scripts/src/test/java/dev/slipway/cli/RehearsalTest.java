package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with {@code --lab}, as an operator types them. */
@Timeout(300)
class RehearsalTest {
    @TempDir
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void set() {
        shell = new Shell(directory);
        script = shell.write(
                        "web.main.kts",
                        "import dev.slipway.dsl.*",
                        "host(\"neo\") {",
                        "    address = parameter(\"address\", \"10.0.3.12\")",
                        "    hostKey = \"SHA256:uNiVztksCsDhcc0u9e8BrKJXVzgDTpbYeNhUXPfpnEU\"",
                        "    key(secret(\"SSH_KEY\"))",
                        "    file(\"/etc/motd\") { content = \"hello\\n\" }",
                        "}")
                .toString();
        lab("key SSH_KEY", "place ssh neo address=10.0.3.12:22");
    }

    @AfterEach
    void stop() {
        shell.run("lab", "stop", "--file", script);
    }

    private void lab(String... lines) {
        shell.write("slipway.lab", lines);
    }

    private static void says(String wanted, String text) {
        assertTrue(text.contains(wanted), text);
    }

    @Test
    void itHappensInTheLabAndIsRememberedThere() {
        shell.with("SSH_KEY", "the real one, which no host of the lab would let in");
        var up = shell.run(script, "up", "--lab", "--yes");
        assertEquals(Exit.DONE, up.code(), up.err() + up.out());
        says("\nRehearsal: ", "\n" + up.out());
        says("lab: placed ssh neo", up.err());
        says("No changes", shell.run(script, "plan", "--lab").out());
        says(
                "host.file/neo:/etc/motd",
                shell.run(script, "state", "list", "--lab").out());
        assertEquals("", shell.run(script, "state", "list").out(), "nothing was made in the world");
        assertFalse(Files.exists(directory.resolve("slipway.known_hosts")), "the world has other host keys");
        assertFalse(Files.exists(directory.resolve("config")), "the lab has a seal of its own");
        shell.with("SLIPWAY_LAB", "1");
        var down = shell.run(script, "down", "--yes");
        assertEquals(Exit.DONE, down.code(), down.err());
        says("1 to delete", down.out());
    }

    @Test
    void whatCannotBeReadIsNotTakenForUnchanged() {
        String two = shell.write(
                        "two.main.kts",
                        "import dev.slipway.dsl.*",
                        "host(\"neo\") {",
                        "    address = \"10.0.3.12\"",
                        "    key(secret(\"SSH_KEY\"))",
                        "    val first = file(\"/etc/first\") { content = \"a\"; retry = 1 }",
                        "    file(\"/etc/second\") { content = \"b\"; retry = 0; after(first) }",
                        "}")
                .toString();
        var up = shell.run(two, "up", "--lab", "--yes");
        assertEquals(Exit.DONE, up.code(), up.err() + up.out());
        assertEquals(Exit.DONE, shell.run(two, "drift", "--lab").code());
        shell.run("lab", "fault", "refuse", "neo", "--file", two);
        var drift = shell.run(two, "drift", "--lab");
        assertEquals(Exit.FAILED, drift.code(), drift.out());
        assertFalse(drift.out().contains("No drift"), drift.out());
        says("incomplete, 2 could not be read", drift.out());
        says("host.file/neo:/etc/first", drift.out());
        says("cannot be reached", drift.out());
        says("; attempt 2 in ", drift.err());
        var plan = shell.run(two, "plan", "--lab", "--exit-code");
        assertEquals(Exit.FAILED, plan.code(), plan.out());
        assertFalse(plan.out().contains("nothing to do"), plan.out());
        says("incomplete, 2 could not be read", plan.out());
        var json = shell.run(two, "plan", "--lab", "--json");
        assertEquals(Exit.FAILED, json.code(), json.out());
        says("\"unread\":[{\"key\":\"host.file/neo:/etc/first\",\"file\":", json.out());
        var again = shell.run(two, "up", "--lab", "--yes");
        assertEquals(Exit.FAILED, again.code(), again.out());
        says("could not be read", again.out());
    }

    @Test
    void anAddressOfTheWorldIsNoneOfTheLab() {
        var up = shell.run(script, "up", "--lab", "--yes", "-p", "address=10.0.3.99");
        assertEquals(Exit.FAILED, up.code());
        says("the lab has no 10.0.3.99:22, but 10.0.3.12:22", up.out() + up.err());
        says("slipway.lab", up.out() + up.err());
    }

    @Test
    void aPlanIsGoodOnlyWhereItWasMade() {
        String plan = directory.resolve("a.plan").toString();
        var made = shell.run(script, "plan", "--lab", "--out", plan);
        assertEquals(Exit.DONE, made.code(), made.err());
        var world = shell.run("apply", plan, "--yes");
        assertEquals(Exit.USAGE, world.code(), world.out());
        says("this is the plan of a rehearsal", world.err());
        var applied = shell.run("apply", plan, "--yes", "--lab");
        assertEquals(Exit.DONE, applied.code(), applied.err());
        says("1 to create", applied.out());
    }

    @Test
    void whatWasPlacedBeforeIsNotChangedBehindAnybodysBack() {
        assertEquals(Exit.DONE, shell.run(script, "plan", "--lab").code());
        lab(
                "key SSH_KEY",
                "",
                "place ssh neo address=10.0.3.12:22 user=root,ops",
                "place ssh neo2 adress=10.0.3.13:22");
        var changed = shell.run(script, "plan", "--lab");
        assertEquals(Exit.FAILED, changed.code(), changed.out());
        says("slipway.lab:3: neo stands in the lab as something else", changed.err());
        says("another user", changed.err());
        says("slipway.lab:4: ssh neo2 cannot be placed in the lab", changed.err());
        says("ssh takes no 'adress'", changed.err());
        String remedy = changed.err()
                .lines()
                .filter(line -> line.contains("lab remove"))
                .findFirst()
                .orElseThrow();
        says("slipway lab remove neo --directory .slipway/lab", remedy);
        var removed = shell.run("lab", "remove", "neo", "--file", script);
        assertEquals(Exit.DONE, removed.code(), removed.err());
        lab("key SSH_KEY", "place ssh neo address=10.0.3.12:22 user=root,ops");
        assertEquals(Exit.DONE, shell.run(script, "plan", "--lab").code());
    }

    @Test
    void whatTheLabDoesNotHaveIsSaidBeforeItIsStarted() throws IOException {
        lab("place ssh neo address=10.0.3.12:22", "pace fast", "frobnicate", "place ssh neo");
        var bad = shell.run(script, "plan", "--lab");
        says("slipway.lab:2: ", bad.err());
        says("slipway.lab:3: ", bad.err());
        says("slipway.lab:4: ", bad.err());
        Files.delete(directory.resolve("slipway.lab"));
        var none = shell.run(script, "plan", "--lab");
        assertEquals(Exit.REFUSED, none.code());
        says("slipway.lab is missing", none.err());
        says("       key SSH_KEY\n       place ssh neo address=10.0.3.12:22 user=root\n", none.err());
        assertFalse(Files.exists(directory.resolve(".slipway")), "nothing was started");
    }

    @Test
    void whoHasNoLabIsToldWhatTheScriptWouldNeed() throws IOException {
        Files.delete(directory.resolve("slipway.lab"));
        String pve = shell.write(
                        "pve.main.kts",
                        "import dev.slipway.dsl.*",
                        "proxmox(\"home\") {",
                        "    endpoint = \"https://10.0.3.11:8006\"; token = secret(\"PVE_TOKEN\"); root ="
                                + " secret(\"PVE_ROOT\")",
                        "    cluster(\"home\")",
                        "    node(\"trinity\"); node(\"neo\", \"https://neo.home.example:8006\")",
                        "}")
                .toString();
        var told = shell.run(pve, "plan", "--lab");
        assertEquals(Exit.REFUSED, told.code(), told.out());
        says("""
            do:  write it; for this script it could be
                   secret PVE_ROOT only-for-rehearsals
                   pace 30
                   place proxmox home nodes=trinity,neo address=10.0.3.11:8006,neo.home.example:8006 cluster=no password=$PVE_ROOT
            """.stripIndent(), told.err());
    }

    @Test
    void suggestsALabWithTheClustersOfKubernetesThatTheScriptReaches() throws IOException {
        Files.delete(directory.resolve("slipway.lab"));
        String script = shell.write(
                        "kube.main.kts",
                        "import dev.slipway.dsl.*",
                        "kube(\"home\") { context = \"home\"; configMap(\"colors\") { value(\"primary\", \"blue\") } }",
                        "kube(\"away\") { context = \"away\"; configMap(\"colors\") { value(\"primary\", \"red\") } }")
                .toString();
        says("""
            do:  write it; for this script it could be
                   place kube home address=10.0.3.20:6443
                   place kube away address=10.0.3.21:6443
            """.stripIndent(), shell.run(script, "plan", "--lab").err());
    }

    @Test
    void suggestsALabWithTheImagesAndStoragesThatTheScriptNeeds() throws IOException {
        Files.delete(directory.resolve("slipway.lab"));
        String pve = shell.write(
                        "images.main.kts",
                        "import dev.slipway.dsl.*",
                        "proxmox(\"home\") {",
                        "    endpoint = \"https://10.0.3.11:8006\"; token = secret(\"PVE_TOKEN\"); node(\"trinity\")",
                        "    storage { disks = \"fast\" }",
                        "    val debian = image(\"debian\") {",
                        "        url = \"https://example.org/debian-13.qcow2\"; storage = \"local\"",
                        "        sha256 = \"" + "ab".repeat(32) + "\"",
                        "    }",
                        "    vm(\"web\") { on(\"trinity\"); disk(\"root\") { size = 20.GiB; image = debian } }",
                        "}")
                .toString();
        String suggested = shell.run(pve, "plan", "--lab").err();
        says(
                " content.local=iso,vztmpl,backup,import images=https://example.org/debian-13.qcow2#512#"
                        + "ab".repeat(32) + " storages=fast:lvmthin:500,local:dir:100,local-lvm:lvmthin:500",
                suggested);
        lab(suggested
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("(pace|secret|place) .*"))
                .toArray(String[]::new));
        var up = shell.run(pve, "up", "--lab", "--yes");
        assertEquals(Exit.DONE, up.code(), up.out() + up.err());
    }

    @Test
    void aSecretIsNeverTheRealOne() {
        lab("place ssh neo address=10.0.3.12:22");
        shell.with("SSH_KEY", "the real one");
        var plan = shell.run(script, "plan", "--lab");
        assertEquals(Exit.FAILED, plan.code(), plan.out());
        says("slipway.lab has none of that name", plan.out() + plan.err());
    }

    @Test
    void whatWouldLeaveTheLabIsRefusedAtOnce() {
        shell.write(
                "leaves.main.kts",
                "import dev.slipway.dsl.*",
                "file(\"out/a\") { content = \"b\" }",
                "exec(\"c\") { command(\"true\") }",
                "if (env(\"SLIPWAY_LAB\", \"\") != \"1\") file(\"out/d\") { content = \"e\" }");
        var refused = shell.run(directory.resolve("leaves.main.kts").toString(), "up", "--lab", "--yes");
        assertEquals(Exit.REFUSED, refused.code());
        says("leaves.main.kts:2: file/out/a cannot be rehearsed", refused.err());
        says("leaves.main.kts:3: exec.effect/c cannot be rehearsed", refused.err());
        assertFalse(refused.err().contains("out/d"), refused.err());
        assertFalse(Files.exists(directory.resolve("out")), "nothing was written");
    }
}
