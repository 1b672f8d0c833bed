package dev.slipway.apply;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphBuilder;
import dev.slipway.model.Effect;
import dev.slipway.model.Event;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.Secret;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Probe;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Secrets;
import dev.slipway.store.ActionCache;
import dev.slipway.store.LockOwner;
import dev.slipway.store.MemoryStore;
import dev.slipway.store.StateStore;
import dev.slipway.work.Cancel;
import dev.slipway.work.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An engine over a fake world, with the words that tests of it need. */
final class Rig {
    static final LockOwner OWNER = new LockOwner("anna", "trinity", 1, "slipway up", 0);
    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "rig");
        thread.setDaemon(true);
        return thread;
    });

    final FakeWorld world;
    final StateStore store;
    final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    final Map<String, Integer> ran = new ConcurrentHashMap<>();
    final Map<String, Fields> probes = new ConcurrentHashMap<>();
    final Map<String, String> secrets = new HashMap<>(Map.of("env:TOKEN", "hunter2"));
    final Cancel cancel = new Cancel();
    Path root = Path.of("").toAbsolutePath();
    Options options = Options.NORMAL;
    Timer timer = Timer.real();
    ActionCache cache = ActionCache.NONE;
    Executor threads = THREADS;
    int version = 1;
    boolean quoting;

    /** What happens while a computation runs. */
    Runnable meanwhile = () -> {};

    Rig() {
        this(new MemoryStore(), new FakeWorld());
    }

    Rig(StateStore store, FakeWorld world) {
        this.store = store;
        this.world = world;
    }

    static TaskKey key(String name) {
        return new TaskKey("fake.thing", name);
    }

    static Effect thing(String name, TaskOptions rules, Object... inputs) {
        Fields fields = Fields.of(inputs).with("name", dev.slipway.model.Value.of(name));
        return new Effect(key(name), fields, rules, new Origin("cluster.main.kts", 1));
    }

    static Effect thing(String name, Object... inputs) {
        return thing(name, TaskOptions.NONE, inputs);
    }

    static Pure text(String name, Object... inputs) {
        return new Pure(new TaskKey("fake.text", name), Fields.of(inputs), List.of(), TaskOptions.NONE, Origin.NONE);
    }

    static Pure file(String name, String path, Object... inputs) {
        return new Pure(
                new TaskKey("fake.file", name), Fields.of(inputs), List.of(path), TaskOptions.NONE, Origin.NONE);
    }

    static Observe probe(String name, Object... inputs) {
        return new Observe(new TaskKey("fake.probe", name), Fields.of(inputs), TaskOptions.NONE, Origin.NONE);
    }

    static Ref ref(Task task, String... field) {
        return new Ref(task.key(), FieldPath.of(field));
    }

    static Graph graph(Task... tasks) {
        GraphBuilder builder = Graph.builder();
        for (Task task : tasks) {
            builder.add(task);
        }
        return builder.build();
    }

    Registry registry() {
        Compute text = (inputs, ticket) -> {
            meanwhile.run();
            ran.merge(ticket.key().name(), 1, Integer::sum);
            String joined = inputs.names().stream()
                    .map(name -> inputs.get(name) instanceof Secret secret
                            ? ticket.reveal(secret)
                            : inputs.get(name) instanceof dev.slipway.model.FileContent file
                                    ? file.path()
                                    : inputs.text(name))
                    .collect(Collectors.joining(" "));
            if (quoting) {
                ticket.say("trying " + joined);
                return CompletableFuture.failedFuture(new Failure.Rejected("401 for token " + joined, ""));
            }
            return CompletableFuture.completedFuture(Fields.of("text", joined, "length", joined.length()));
        };
        Compute file = (inputs, ticket) -> {
            meanwhile.run();
            ran.merge(ticket.key().name(), 1, Integer::sum);
            try {
                String content =
                        inputs.get("write") instanceof Secret secret ? ticket.reveal(secret) : inputs.text("write");
                Files.writeString(root.resolve(inputs.text("to")), content);
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
            return CompletableFuture.completedFuture(Fields.NONE);
        };
        Probe probe = (inputs, ticket) -> {
            ran.merge(ticket.key().name(), 1, Integer::sum);
            return CompletableFuture.completedFuture(
                    probes.getOrDefault(ticket.key().name(), Fields.NONE));
        };
        return Registry.builder()
                .add("fake.thing", version, () -> world)
                .add("fake.text", version, () -> text)
                .add("fake.file", version, () -> file)
                .add("fake.probe", version, () -> probe)
                .build();
    }

    EngineConfig setting() {
        return new EngineConfig(
                registry(), new FakeSecrets(), cache, root, timer, threads, new SplittableRandom(1), events::add);
    }

    Engine engine() {
        return new Engine(store, setting(), cancel);
    }

    Plan plan(Graph graph) {
        return engine().plan(graph, options);
    }

    Outcome up(Graph graph) {
        return engine().up(graph, options, OWNER, plan -> true);
    }

    Outcome upOk(Graph graph) {
        Outcome outcome = up(graph);
        if (!outcome.isGood()) {
            throw new AssertionError("problems: " + outcome.problems());
        }
        return outcome;
    }

    /** What a plan does, by key, without what it leaves alone. */
    static Map<String, Action> actions(Plan plan) {
        var actions = new TreeMap<String, Action>();
        for (Step step : plan.steps()) {
            if (step.action() != Action.SKIP) {
                String leftover = step.leftover().isEmpty() ? "" : " " + step.leftover();
                actions.put(step.key().name() + leftover, step.action());
            }
        }
        return actions;
    }

    /** Secrets from a map; concealed ones are kept in it too. */
    private final class FakeSecrets implements Secrets {
        @Override
        public String reveal(Secret secret) {
            String value = secrets.get(secret.source());
            if (value == null) {
                throw new InvalidInputException(
                        "there is no secret " + secret.source(), "the source has none", "set it");
            }
            return value;
        }

        @Override
        public Secret identify(Secret secret) {
            return new Secret(secret.source(), digest(reveal(secret)));
        }

        @Override
        public Secret conceal(String value) {
            String source = "sealed:" + digest(value).brief();
            secrets.put(source, value);
            return new Secret(source, digest(value));
        }

        @Override
        public Fingerprint digest(String value) {
            return Hasher.of(Fields.of("key", "k", "value", value));
        }
    }
}
