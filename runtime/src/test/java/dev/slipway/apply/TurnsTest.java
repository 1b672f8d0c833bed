package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets the next of two places: not who came first, but who is most urgent. */
@Timeout(30)
class TurnsTest {
    private record Call(String name, CompletableFuture<Void> end) {}

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final Rig rig = new Rig();

    @Test
    void aStepOnWhichOthersWaitGoesBeforeThoseThatCameEarlier() throws InterruptedException {
        Effect a = thing("a");
        Effect b = thing("b", "from", ref(a, "address"));
        Effect c = thing("c", "from", ref(b, "address"));
        List<String> creates = calls("create", graph(a, thing("x"), thing("y"), thing("z"), b, c));
        assertEquals(List.of("create a", "create x", "create y", "create b", "create z", "create c"), creates);
    }

    @Test
    void soDoesALookWhilePlanning() throws InterruptedException {
        Effect b = thing("b");
        Effect c = thing("c", "from", ref(b, "address"));
        List<String> reads = calls("read", graph(thing("w"), thing("x"), thing("y"), thing("z"), b, c));
        assertEquals(List.of("read w", "read x", "read y", "read b", "read z"), reads.subList(0, 5));
    }

    /** The calls of a run that begin with this word, each ended when all is said that follows from the one before. */
    private List<String> calls(String word, Graph graph) throws InterruptedException {
        rig.options = rig.options.parallelism(2);
        rig.threads = Runnable::run;
        rig.world.before = call -> {
            var end = new CompletableFuture<Void>();
            if (call.startsWith(word)) {
                calls.add(new Call(call, end));
            } else {
                end.complete(null);
            }
            return end;
        };
        var run = new Thread(() -> rig.upOk(graph));
        run.start();
        var names = new ArrayList<String>();
        while (run.isAlive()) {
            awaitAllBegun(run);
            Call call = calls.poll(10, TimeUnit.MILLISECONDS);
            if (call != null) {
                names.add(call.name());
                call.end().complete(null);
            }
        }
        return names;
    }

    /** With no threads but these two, a run that has waited for a while has begun all that it can. */
    private static void awaitAllBegun(Thread run) throws InterruptedException {
        for (int idle = 0; run.isAlive() && idle < 100; idle++) {
            idle = run.getState() == Thread.State.WAITING ? idle : 0;
            Thread.sleep(1);
        }
    }
}
