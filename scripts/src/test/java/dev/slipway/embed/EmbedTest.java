package dev.slipway.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.apply.Outcome;
import dev.slipway.dsl.ArchiveKt;
import dev.slipway.dsl.EnvironmentsKt;
import dev.slipway.dsl.ExecKt;
import dev.slipway.dsl.LocalFileKt;
import dev.slipway.dsl.ParametersKt;
import dev.slipway.model.Event;
import dev.slipway.model.InvalidInputException;
import dev.slipway.plan.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kotlin.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Slipway slipway;

    @BeforeEach
    void begin() {
        slipway = Slipway.here()
                .variable("SLIPWAY_CACHE", directory.resolve("cache").toString())
                .variable("SLIPWAY_CONFIG", directory.resolve("config").toString());
    }

    private Path script(String... lines) throws IOException {
        return Files.writeString(
                directory.resolve("a.main.kts"), "import dev.slipway.dsl.*\n" + String.join("\n", lines) + "\n");
    }

    @Test
    void aScriptIsLoadedPlannedAndApplied() throws IOException {
        Path script = script(
                "val size = parameter(\"size\", 3)",
                "val made = task(\"make\") { outputs(\"out/a.txt\"); run {",
                "    path(\"out/a.txt\").toFile().writeText(\"$size\"); output(\"done\", \"yes\") } }",
                "output(\"done\") { made.output(\"done\") }");
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        try (Cluster cluster = slipway.with("size", "5").load(script).listen(events::add)) {
            assertEquals(1, cluster.plan().acting().size());
            Outcome outcome = cluster.apply(cluster.plan());
            assertTrue(outcome.isGood(), outcome.problems().toString());
            assertEquals("yes", outcome.outputs().get("done").toString());
        }
        assertEquals("5", Files.readString(directory.resolve("out/a.txt")));
        assertTrue(events.stream().anyMatch(event -> event instanceof Event.Finished));
        try (Cluster cluster = slipway.with("size", "5").load(script)) {
            assertTrue(cluster.plan().isEmpty(), "the command line and programs share one state");
        }
    }

    @Test
    void everythingWrongWithAScriptIsToldAtOnce() throws IOException {
        Path script = script("file(\"a\") { mode = \"9\" }", "parameter(\"owner\")");
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> slipway.load(script));
        assertEquals(3, refused.problems().size(), refused.getMessage());
        assertFalse(Files.exists(directory.resolve(".slipway")));
    }

    @Test
    void aProgramSaysTheWordsItself() throws IOException {
        Runnable words = () -> {
            var name = ParametersKt.parameter("name", EnvironmentsKt.env("WHO", "world"));
            LocalFileKt.file("hello.txt", file -> {
                file.setContent("hello " + name + "\n");
                return Unit.INSTANCE;
            });
        };
        try (Cluster cluster = slipway.variable("WHO", "you").declare(directory, "greeting", words)) {
            assertEquals("EmbedTest.java", cluster.graph().task(0).origin().file());
            assertTrue(cluster.up(Options.NORMAL, plan -> true).isGood());
            assertEquals("hello you\n", Files.readString(directory.resolve("hello.txt")));
            assertTrue(cluster.plan().isEmpty());
        }
        try (Cluster cluster = slipway.declare(directory, "greeting", () -> {})) {
            Options down = Options.NORMAL.teardown(true);
            assertTrue(cluster.apply(cluster.plan(down), down).isGood());
        }
        assertFalse(Files.exists(directory.resolve("hello.txt")));
        assertThrows(IllegalArgumentException.class, () -> slipway.declare(directory, "../up", words));
        assertThrows(
                InvalidInputException.class, () -> slipway.with("nmae", "x").declare(directory, "greeting", words));
    }

    @Test
    void aRemoteCacheThatFailsIsAWarning() throws IOException {
        Files.writeString(directory.resolve("page"), "x");
        Runnable words = () -> ArchiveKt.archive("out.tar", archive -> {
            archive.from("page");
            return Unit.INSTANCE;
        });
        String address = "http://127.0.0.1:1/cache"; // where nothing listens
        try (Cluster cluster = slipway.variable("SLIPWAY_CACHE_URL", address).declare(directory, "packed", words)) {
            assertEquals(List.of(), cluster.warnings());
            assertTrue(cluster.up(Options.NORMAL, plan -> true).isGood());
            assertEquals(1, cluster.warnings().size());
            assertTrue(cluster.warnings().get(0).what().startsWith("the remote cache at " + address + " failed"));
        }
    }

    @Test
    void aRunCanBeCancelled() {
        Runnable words = () -> ExecKt.exec("long", exec -> {
            exec.command("sleep", "60");
            return Unit.INSTANCE;
        });
        try (Cluster cluster = slipway.declare(directory, "slow", words)) {
            cluster.listen(event -> {
                if (event instanceof Event.Started) {
                    cluster.cancel();
                    cluster.cancel();
                }
            });
            Outcome outcome = cluster.up(Options.NORMAL, plan -> true);
            assertTrue(outcome.cancelled());
        }
        try (Cluster cluster = slipway.declare(directory, "slow", words)) {
            Outcome declined = cluster.up(Options.NORMAL, plan -> false);
            assertEquals(0, declined.count(Outcome.Status.DONE));
        }
    }

    @Test
    void whatProgramsCanCallIsWrittenDown() throws IOException {
        dev.slipway.JavaApi.check(Path.of("api/embed.api"), "dev.slipway.embed");
    }
}
