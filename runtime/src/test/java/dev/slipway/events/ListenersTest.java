package dev.slipway.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Golden;
import dev.slipway.model.Durations;
import dev.slipway.model.Event;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.model.TaskKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"), ZoneOffset.UTC);

    private final List<String> lines = new ArrayList<>();

    @Test
    void saysPlainlyWhatIsWorthALine() {
        Samples.run().forEach(new PlainEvents(lines::add));
        golden("plain.txt");
    }

    @Test
    void writesEveryEventAsOneObject() {
        Samples.run().forEach(new JsonEvents(lines::add, CLOCK));
        golden("events.jsonl");
        for (String line : lines) {
            Map<String, Object> object = Json.object(line);
            assertEquals(1L, object.get("v"));
            assertEquals("2026-01-02T03:04:05.678Z", object.get("at"));
        }
    }

    /** The sample run holds one event of each sort, and each is known by its name: a new sort fails here until it is. */
    @Test
    void forgetsNoSortOfEvent() {
        Set<String> sorts = new HashSet<>();
        Arrays.stream(Event.class.getPermittedSubclasses())
                .forEach(sort -> sorts.add(sort.getSimpleName().toLowerCase(java.util.Locale.ROOT)));
        Set<String> written = new HashSet<>();
        Samples.run()
                .forEach(new JsonEvents(
                        line -> written.add(String.valueOf(Json.object(line).get("event"))), CLOCK));
        assertEquals(sorts, written);
    }

    @Test
    void keepsEveryMemberOfAnEvent() {
        Samples.run().forEach(new JsonEvents(lines::add, CLOCK));
        for (int i = 0; i < lines.size(); i++) {
            int members = Samples.run().get(i).getClass().getRecordComponents().length;
            assertEquals(3 + members, Json.object(lines.get(i)).size(), lines.get(i));
        }
    }

    @Test
    void escapesWhateverTextThereIs() {
        String nasty = "\u0000\u001f\"\\/\u007f\u0085\u2028\u2029\ud800 \udc00 \ud83d\ude80 grün\n\r\t";
        var json = new JsonEvents(lines::add, CLOCK);
        json.accept(new Event.Said(new TaskKey("vm", "q\"\\"), nasty));
        json.accept(new Event.Failed(Samples.A, "run", new Problem(nasty, new Origin(nasty, 3), nasty, nasty)));
        assertEquals(nasty, Json.object(lines.get(0)).get("message"));
        assertEquals("vm/q\"\\", Json.object(lines.get(0)).get("key"));
        assertEquals(
                Map.of("what", nasty, "why", nasty, "fix", nasty, "file", nasty, "line", 3L),
                Json.object(lines.get(1)).get("problem"));
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            assertEquals(line, new String(bytes, StandardCharsets.UTF_8));
            assertEquals(1, line.lines().count());
        }
    }

    @Test
    void oneThatThrowsBreaksNothing() {
        Consumer<Event> broken = event -> {
            throw new IllegalStateException("pipe closed");
        };
        Consumer<Event> assertive = event -> {
            throw new AssertionError("no");
        };
        var several = new BroadcastListener(List.of(broken, new PlainEvents(lines::add), assertive));
        Samples.run().forEach(several);
        assertTrue(lines.size() > 10);
        assertEquals(2, several.failures().size());
    }

    @Test
    void takesEventsFromManyThreads() throws InterruptedException {
        var timeline = new Timeline();
        var all = new BroadcastListener(
                List.of(new PlainEvents(lines::add), new JsonEvents(Json::object, CLOCK), timeline));
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            int number = t;
            threads.add(new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < 1_000; i++) {
                    var key = new TaskKey("vm", number + "-" + i);
                    all.accept(new Event.Started(key, "create"));
                    all.accept(new Event.Failed(key, "create", Samples.PROBLEM));
                }
            }));
        }
        threads.forEach(Thread::start);
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), all.failures());
        assertEquals(4_000, timeline.spans().size());
        assertEquals(4 * 1_000 * 4, lines.size());
        for (int i = 0; i + 1 < lines.size(); i++) {
            boolean whole =
                    !lines.get(i).contains("could not") || lines.get(i + 1).startsWith("  why:");
            assertTrue(whole, "a problem came apart at line " + i);
        }
    }

    @Test
    void knowsWhatTookLongestAndWhatTheRunWaitedFor() {
        var now = new AtomicLong(1_000);
        var timeline = new Timeline(now::get);
        work(timeline, now, "a", 5);
        work(timeline, now, "b", 7);
        work(timeline, now, "c", 3);
        work(timeline, now, "d", 6);
        work(timeline, now, "alone", 9);
        Map<TaskKey, List<TaskKey>> needs = new HashMap<>();
        needs.put(key("c"), List.of(key("a"), key("b")));
        needs.put(key("d"), List.of(key("a")));
        assertEquals(Duration.ofNanos(30), timeline.total());
        assertEquals("[alone, b, d]", names(timeline.slowest(3)));
        assertEquals("[a, d]", names(timeline.criticalPath(needs)));
        needs.put(key("alone"), List.of(key("c")));
        assertEquals("[b, c, alone]", names(timeline.criticalPath(needs)));
        assertEquals(Duration.ofNanos(12), timeline.spans().get(2).start());
        assertEquals(List.of(), new Timeline().criticalPath(Map.of()));
        assertEquals(Duration.ZERO, new Timeline().total());
    }

    @Test
    void followsALongChainWithoutRecursion() {
        var now = new AtomicLong();
        var timeline = new Timeline(now::get);
        Map<TaskKey, List<TaskKey>> needs = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            work(timeline, now, "n" + i, 1);
            needs.put(key("n" + i), i == 0 ? List.of() : List.of(key("n" + (i - 1))));
        }
        assertEquals(100_000, timeline.criticalPath(needs).size());
    }

    @Test
    void saysTimesAsPeopleDo() {
        assertEquals("0 ms", Durations.of(Duration.ZERO));
        assertEquals("1.5 s", Durations.of(Duration.ofMillis(1_499)));
        assertEquals("3 min 20 s", Durations.of(Duration.ofSeconds(200)));
        assertEquals("2 h 5 min", Durations.of(Duration.ofMinutes(125)));
    }

    private static void work(Timeline timeline, AtomicLong now, String name, int nanos) {
        timeline.accept(new Event.Started(key(name), "create"));
        now.addAndGet(nanos);
        timeline.accept(new Event.Finished(key(name), "create", Duration.ZERO, false));
    }

    private static TaskKey key(String name) {
        return new TaskKey("vm", name);
    }

    private static String names(List<Span> spans) {
        return spans.stream().map(span -> span.key().name()).toList().toString();
    }

    private void golden(String name) {
        Golden.assertMatches(Path.of("src/test/golden/events/" + name), String.join("\n", lines) + "\n");
    }
}
