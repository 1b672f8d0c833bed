package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphCodec;
import dev.slipway.model.Event;
import dev.slipway.model.Hasher;
import dev.slipway.model.Secret;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanCodec;
import dev.slipway.provide.Failure;
import dev.slipway.store.DirCache;
import dev.slipway.store.KeyFile;
import dev.slipway.store.LocalStore;
import dev.slipway.store.SealedSecrets;
import dev.slipway.store.SecretSource;
import dev.slipway.work.Cancel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants a secret that cannot be mistaken and looks for it in everything that a run leaves behind. */
class CanaryTest {
    private static final String CANARY = "canary-c0ffee-5ec7e7";

    @TempDir
    Path root = Path.of("");

    @Test
    void noSecretRestsAnywhereInTheClear() throws IOException {
        var world = new FakeWorld();
        var events = new ArrayList<Event>();
        var told = new ArrayList<String>();
        try (var store = new LocalStore(root.resolve(".slipway"))) {
            var secrets = new SealedSecrets(
                    new KeyFile(root.resolve("keys")),
                    store.blobs(),
                    Map.of("test", name -> new SecretSource.Here(CANARY, "a test")));
            var rig = new Rig(store, world);
            var cache = new DirCache(root.resolve("cache"));
            EngineConfig usual = rig.setting();
            var setting = new EngineConfig(
                    usual.registry(),
                    secrets,
                    cache,
                    root,
                    usual.timer(),
                    usual.executor(),
                    usual.random(),
                    events::add);
            var derived = text("derived", "x", Secret.of("test:token"), "y", "and more");
            var again = text("again", "x", ref(derived, "text"));
            Graph graph = graph(
                    derived,
                    again,
                    thing("a", "secret", ref(again, "text")),
                    thing("b", "secret", Secret.of("test:token")));
            world.fault("create b", new Failure.Rejected("refused", ""), false);
            var engine = new Engine(store, setting, new Cancel());
            Plan plan = engine.plan(graph, Options.NORMAL);
            told.add(plan.toString());
            told.add(engine.up(graph, Options.NORMAL, Rig.OWNER, p -> told.add(p.toString()))
                    .toString());
            told.add(engine.up(graph, Options.NORMAL, Rig.OWNER, p -> true).toString());
            told.add(new String(GraphCodec.encode(graph), StandardCharsets.ISO_8859_1));
            told.add(store.read().toString());
            assertTrue(world.thing("a").get("secret") instanceof Secret, "it reaches the provider as a reference");
            var sealed = (Secret) world.thing("a").get("secret");
            assertTrue(secrets.reveal(sealed).contains(CANARY), "and can be revealed by who may");
        }
        told.add(events.toString());
        told.forEach(text -> assertFalse(text.contains(CANARY), text));
        for (Path file : files()) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains(CANARY), file + " holds the secret");
        }
        assertTrue(files().size() > 4, "something was written: " + files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aProviderThatQuotesASecretIsQuotedWithoutIt() {
        var rig = new Rig();
        rig.secrets.put("env:TOKEN", CANARY);
        rig.quoting = true;
        Outcome outcome = rig.up(graph(text("t", "x", Secret.of("env:TOKEN"))));
        assertFalse(outcome.isGood());
        String why = outcome.problems().toString();
        assertTrue(why.contains("401 for token " + Secret.MASK), why);
        assertFalse(why.contains(CANARY), why);
        assertFalse(rig.events.toString().contains(CANARY));
    }

    /** A digest of a short secret that was made without a key is as good as the secret. */
    @Test
    void noFileThatWasMadeFromASecretIsKnownByItsPlainDigest() throws IOException {
        try (var store = new LocalStore(root.resolve(".slipway"))) {
            var secrets = new SealedSecrets(
                    new KeyFile(root.resolve("keys")),
                    store.blobs(),
                    Map.of("test", name -> new SecretSource.Here(CANARY, "a test")));
            var rig = new Rig(store, new FakeWorld());
            rig.root = root;
            EngineConfig usual = rig.setting();
            var cache = new DirCache(root.resolve("cache"));
            var setting = new EngineConfig(
                    usual.registry(),
                    secrets,
                    cache,
                    root,
                    usual.timer(),
                    usual.executor(),
                    usual.random(),
                    event -> {});
            for (String more : List.of("one", "one", "two")) {
                Graph graph = readers(more);
                var engine = new Engine(store, setting, new Cancel());
                Plan plan = engine.plan(graph, Options.NORMAL);
                assertPlain(new String(PlanCodec.encode(plan), StandardCharsets.ISO_8859_1), "the plan");
                Outcome outcome = engine.apply(plan, Options.NORMAL, Rig.OWNER);
                assertTrue(outcome.isGood(), outcome.problems().toString());
                assertTrue(engine.plan(graph, Options.NORMAL).isEmpty(), "it stands afterwards");
            }
            assertEquals(Map.of("written", 2, "reader", 1, "copy", 1, "plain", 2), rig.ran);
            rig.world.calls.clear();
            Files.writeString(root.resolve("secret.conf"), CANARY + " altered");
            assertFalse(new Engine(store, setting, new Cancel())
                    .plan(readers("two"), Options.NORMAL)
                    .isEmpty());
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".conf")) {
                    assertPlain(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), file.toString());
                }
            }
        }
        try (Stream<Path> kept = Files.walk(root.resolve("cache/ac"))) {
            assertEquals(2, kept.filter(Files::isRegularFile).count(), "only what the task without a secret made");
        }
    }

    /** A task that writes a file from a secret; two that read it, one of which writes again; and one of no concern. */
    private static Graph readers(String more) {
        var written =
                Rig.file("written", "secret.conf", "to", "secret.conf", "write", Secret.of("test:token"), "x", more);
        var reader = text("reader", "x", ref(written, "files", "secret.conf"));
        var copy = Rig.file(
                "copy", "copy.conf", "to", "copy.conf", "write", "a copy", "of", ref(written, "files", "secret.conf"));
        return graph(
                written,
                reader,
                copy,
                text("plain", "x", more),
                thing("a", "file", ref(written, "files", "secret.conf"), "from", ref(reader, "text")),
                thing("b", "file", ref(copy, "files", "copy.conf")));
    }

    private static void assertPlain(String bytes, String what) {
        assertFalse(bytes.contains(CANARY), what + " holds the secret");
        for (String text : List.of(CANARY, "a copy")) {
            var digest = Hasher.of(text.getBytes(StandardCharsets.UTF_8));
            assertFalse(bytes.contains(new String(digest.bytes(), StandardCharsets.ISO_8859_1)), what + ": " + text);
            assertFalse(bytes.contains(digest.toString()), what + ": " + text);
        }
    }
}
