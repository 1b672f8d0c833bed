package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A chain as deep as a graph is large must not be walked by recursion anywhere. */
class DeepGraphTest {
    private static final int DEPTH = 100_000;
    private static final long SMALL_STACK = 256 * 1024;

    @Test
    void aChainOfAHundredThousandNeedsNoStack() throws Exception {
        var work = new FutureTask<>(() -> {
            var tasks = RandomGraphs.tasks(RandomGraphs.Shape.CHAIN, DEPTH, 1);
            Collections.reverse(tasks);
            Graph graph = build(tasks);
            Graph read = GraphCodec.decode("x", GraphCodec.encode(graph));
            return new Priority(read.order(), new long[DEPTH]).ofAll().length + read.indexOf(RandomGraphs.key(1));
        });
        new Thread(null, work, "small stack", SMALL_STACK).start();
        assertEquals(DEPTH + 1, work.get());
    }

    private static Graph build(List<dev.slipway.model.Task> tasks) {
        GraphBuilder builder = Graph.builder();
        tasks.forEach(builder::add);
        return builder.build();
    }
}
