package dev.slipway.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.evaluate.GraphText;
import dev.slipway.host.KotlinCompiler;
import dev.slipway.model.Fingerprint;
import dev.slipway.script.CompiledScript;
import dev.slipway.script.EvaluationLimits;
import dev.slipway.script.Evaluator;
import dev.slipway.script.ScriptFile;
import dev.slipway.script.ScriptInputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same file under the stock compiler's script mode, with main-kts on its class path, gives the same graph. */
class StockTest {
    private static final String END = "No changes were made. To plan and apply: slipway plan, slipway up.\n";

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("hosts.txt"), "trinity\nneo\nniobe\n");
        Files.writeString(directory.resolve("deep.main.kts"), """
                import dev.slipway.dsl.*
                val greeting = parameter("greeting", "hello")
                class Shelf(val name: String) {
                    fun book(title: String) = file("$name/$title.txt") { content = "$greeting, $title" }
                }
                """);
        Files.writeString(directory.resolve("lib.main.kts"), """
                @file:Import("deep.main.kts")
                import dev.slipway.dsl.*
                fun greeter(who: String) = task("greet-$who") {
                    outputs("out/$who.txt")
                    run { path("out/$who.txt").toFile().writeText(greeting + ", " + who) }
                }
                """);
    }

    private String ours(Path script) {
        Path jar = directory.resolve("ours.jar");
        var unused = new KotlinCompiler().compile(ScriptFile.read(script), jar);
        var given = new ScriptInputs(Map.of(), Optional.empty(), System.getenv());
        var evaluator = new Evaluator(EvaluationLimits.of(Map.of()), Fingerprint.ZERO);
        return GraphText.of(evaluator
                .evaluate(CompiledScript.open(jar).orElseThrow(), given)
                .graph());
    }

    private String stock(Path script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                        "-no-stdlib",
                        "-no-reflect",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-script",
                        script.toString())
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), Files.readString(directory.resolve("errors")));
        return printed;
    }

    private void same(String text) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("cluster.main.kts"), text);
        String ours = ours(script);
        assertTrue(ours.lines().count() > 3, ours);
        assertEquals(ours + END, stock(script));
        assertTrue(Files.notExists(directory.resolve("out")));
        assertTrue(Files.notExists(directory.resolve(".slipway")));
    }

    @Test
    void lambdasOfAllSorts() throws Exception {
        same("""
                #!/usr/bin/env slipway
                import dev.slipway.dsl.*
                val size = parameter("size", 3)
                fun twice(n: Int) = 2 * n
                val made = task("a") {
                    outputs("out/a.txt")
                    run { path("out/a.txt").toFile().writeText("size is $size, twice ${twice(size)}") }
                }
                val names = listOf("b", "c")
                val all = names.map { name -> task(name) { after(made); run { say(listOf(1, 2).joinToString { "$it$name" }) } } }
                output("a") { made.output("x") }
                """);
    }

    @Test
    void hostsAndMachines() throws Exception {
        same("""
                import dev.slipway.dsl.*
                val lan = network("10.0.3.0/24")
                val home = proxmox {
                    endpoint = "https://trinity.home.example:8006"
                    token = secret("PVE_TOKEN")
                    node("trinity") { firewall { allow("ssh") { from("10.0.3.0/24") } } }
                    vm("web") {
                        on("trinity")
                        disk("root") { size = 20.GiB; storage = "local-lvm" }
                        nic { bridge = "vmbr0" }
                        ha()
                        seed { address("10.0.3.30/24"); userData(text("password: ", secret("SEED"))) }
                    }
                    role("ops") { leastPrivilege() }
                    storage("nfs") { nfs("10.0.5.9", "/export"); content("iso") }
                }
                val router = host("router") {
                    address(lan["10.0.3.2"])
                    nat { address("203.0.113.7") { to("10.10.0.10") { tcp(443, port = 30443) } } }
                    val motd = file("/etc/motd") { content = "Welcome\\n" }
                    run("init") { command("true"); needs(motd) }
                }
                expose("site") via nat(router, address = "203.0.113.7", port = 80, to = "10.10.0.10")
                output("web") { home["web"].id }
                """);
    }

    @Test
    void importsOfImports() throws Exception {
        same("""
                @file:Import("lib.main.kts")
                @file:Import("deep.main.kts")
                import dev.slipway.dsl.*
                cluster("library")
                val a = greeter("anna")
                val shelf = Shelf("prose")
                val books = listOf("one", "two").map { shelf.book(it) }
                output("greeting") { greeting }
                """);
    }

    @Test
    void fanOutsAndReads() throws Exception {
        same("""
                import dev.slipway.dsl.*
                val hosts = readFile("hosts.txt").trim().lines()
                val lan = network("10.0.3.0/24")
                val configs = hosts.mapIndexed { i, host -> file("$host.conf") { content = "address ${lan["10.0.3.${16 + i}"]}" } }
                val checks = hosts.zip(configs) { host, config ->
                    exec("check-$host") {
                        after(config)
                        command("test", "-s", "$host.conf")
                        inputs("$host.conf")
                        env("TOKEN", secret("TOKEN"))
                    }
                }
                val shell by task { after(checks.last()); run { say(env("USER_OF_NOBODY", "nobody")) } }
                output("hosts") { hosts }
                """);
    }
}
