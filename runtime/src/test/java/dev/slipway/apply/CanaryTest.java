package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphCodec;
import dev.slipway.model.Event;
import dev.slipway.model.Secret;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.provide.Failure;
import dev.slipway.store.DirCache;
import dev.slipway.store.KeyFile;
import dev.slipway.store.LocalStore;
import dev.slipway.store.SealedSecrets;
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
            var secrets =
                    new SealedSecrets(new KeyFile(root.resolve("keys")), store.blobs(), Map.of("test", name -> CANARY));
            var rig = new Rig(store, world);
            var cache = new DirCache(root.resolve("cache"));
            Setting usual = rig.setting();
            var setting = new Setting(
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
}
