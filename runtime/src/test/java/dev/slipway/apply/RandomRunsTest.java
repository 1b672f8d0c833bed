package dev.slipway.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphBuilder;
import dev.slipway.model.Claim;
import dev.slipway.model.Fields;
import dev.slipway.model.Pool;
import dev.slipway.model.Task;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any graph. Seeds grow with the graphs, so the first that fails is about the smallest. */
class RandomRunsTest {
    private static final List<Pool> POOLS = List.of(new Pool("one", 1), new Pool("three", 3), new Pool("five", 5));

    static List<Integer> seeds() {
        var seeds = new ArrayList<Integer>();
        for (int seed = 0; seed < 60; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    /** Some things and texts, each made from constants and from fields of earlier ones. */
    private static Graph random(int seed, long constants) {
        var shape = new Random(seed);
        var values = new Random(constants);
        int size = 1 + seed;
        var tasks = new ArrayList<Task>();
        GraphBuilder builder = Graph.builder();
        POOLS.forEach(builder::pool);
        for (int i = 0; i < size; i++) {
            boolean isText = shape.nextInt(3) == 0;
            Object number = field(tasks, shape, "size", "length", values.nextInt(3));
            Object word = field(tasks, shape, "name", "text", "w" + values.nextInt(3));
            var rules = TaskOptions.NONE.claims(claims(shape));
            tasks.add(
                    isText
                            ? Rig.text("n" + i, "a", word, "b", number)
                            : Rig.thing("n" + i, rules, "size", number, "from", word));
        }
        var declared = new ArrayList<>(tasks);
        java.util.Collections.shuffle(declared, shape);
        declared.forEach(builder::add);
        return builder.build();
    }

    private static Object field(List<Task> earlier, Random random, String ofThing, String ofText, Object constant) {
        if (earlier.isEmpty() || random.nextInt(3) == 0) {
            return constant;
        }
        Task from = earlier.get(random.nextInt(earlier.size()));
        return Rig.ref(from, from.key().kind().equals("fake.text") ? ofText : ofThing);
    }

    private static List<Claim> claims(Random random) {
        var claims = new ArrayList<Claim>();
        for (Pool pool : POOLS) {
            if (random.nextInt(3) == 0) {
                claims.add(new Claim(pool.name(), 1 + random.nextInt(pool.limit())));
            }
        }
        return claims;
    }

    /** Everything about the things but what the world dealt out. */
    private static Map<String, Fields> things(Graph graph, FakeWorld world) {
        var things = new TreeMap<String, Fields>();
        for (Task task : graph.tasks()) {
            if (task.key().kind().equals("fake.thing")) {
                Fields thing = world.thing(task.key().name());
                things.put(
                        task.key().name(),
                        thing.with("id", new dev.slipway.model.StringValue(""))
                                .with("address", new dev.slipway.model.StringValue("")));
            }
        }
        return things;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachAtMostOnceAfterItsNeedsAndWithinItsPools(int seed) {
        Graph graph = random(seed, seed);
        var rig = new Rig();
        var finished = ConcurrentHashMap.<String>newKeySet();
        var started = new ConcurrentLinkedQueue<String>();
        var inUse = new HashMap<String, AtomicInteger>();
        POOLS.forEach(pool -> inUse.put(pool.name(), new AtomicInteger()));
        rig.world.before = call -> {
            if (!call.startsWith("create")) {
                return CompletableFuture.completedFuture(null);
            }
            int i = graph.indexOf(Rig.key(call.substring("create ".length())));
            Task task = graph.task(i);
            started.add(call);
            for (int need : graph.needs(i)) {
                Task needed = graph.task(need);
                boolean done = needed.key().kind().equals("fake.text")
                        || finished.contains(needed.key().name());
                assertTrue(done, task.key() + " before " + needed.key());
            }
            for (Claim claim : task.rules().claims()) {
                int limit = POOLS.stream()
                        .filter(p -> p.name().equals(claim.pool()))
                        .findFirst()
                        .orElseThrow()
                        .limit();
                assertTrue(
                        inUse.getOrDefault(claim.pool(), new AtomicInteger()).addAndGet(claim.weight()) <= limit,
                        "too much of " + claim.pool());
            }
            return slow(seed).thenAccept(end -> {
                task.rules()
                        .claims()
                        .forEach(claim -> inUse.getOrDefault(claim.pool(), new AtomicInteger())
                                .addAndGet(-claim.weight()));
                finished.add(task.key().name());
            });
        };
        rig.upOk(graph);
        assertEquals(started.size(), started.stream().distinct().count());
        assertEquals(rig.world.size(), started.size());
        assertTrue(rig.plan(graph).isEmpty());
    }

    private static CompletionStage<Void> slow(int seed) {
        return seed % 3 == 0 ? CompletableFuture.completedFuture(null) : CompletableFuture.runAsync(Thread::yield);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRunThatSkipsEndsWhereAFullOneDoes(int seed) {
        var rig = new Rig();
        rig.upOk(random(seed, seed));
        Graph changed = random(seed, seed + 1000);
        rig.upOk(changed);
        var fresh = new Rig();
        fresh.upOk(changed);
        assertEquals(things(changed, fresh.world), things(changed, rig.world));
        assertEquals(fresh.world.size(), rig.world.size());
        assertTrue(rig.plan(changed).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRunThatFailedAndWasResumedEndsWhereAnUndisturbedOneDoes(int seed) {
        Graph graph = random(seed, seed);
        var random = new Random(seed);
        var rig = new Rig();
        rig.timer = new TurnedTimer();
        for (Task task : graph.tasks()) {
            if (random.nextInt(3) == 0) {
                rig.world.fault("create " + task.key().name(), failure(random), random.nextBoolean());
            }
        }
        Rig last = rig;
        Outcome outcome = rig.up(graph);
        for (int again = 0; !outcome.isGood() && again < 9; again++) {
            last = new Rig(rig.store, rig.world);
            outcome = last.up(graph);
        }
        assertTrue(outcome.isGood(), outcome.problems().toString());
        var fresh = new Rig();
        fresh.upOk(graph);
        assertEquals(things(graph, fresh.world), things(graph, rig.world));
        assertEquals(fresh.world.size(), rig.world.size(), "nothing twice: " + rig.world.creates);
        assertTrue(last.plan(graph).isEmpty());
    }

    /** Only a failure that says it does not know may be about something that happened. */
    private static Failure failure(Random random) {
        return new Failure.InDoubt("lost " + random.nextInt(100), "");
    }
}
