package dev.slipway.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final String CALL = "my cluster.main.kts:12, in all() my lib/b.main.kts:3, in Site.fill()";

    private final Origin called = new Origin("lib/site.main.kts", 8, CALL);

    @Test
    void namesTheCallsBeforeTheLine() {
        assertEquals(CALL + " lib/site.main.kts:8", called.toString());
        assertEquals("a.main.kts:3", new Origin("a.main.kts", 3).toString());
    }

    @Test
    void isReadAsItWasWritten() {
        for (Origin origin : List.of(called, new Origin("a b.main.kts", 3), Origin.NONE)) {
            assertEquals(origin, Origin.of(origin.place(), origin.line()));
        }
    }

    @Test
    void knowsFunctionsAndWhoCalledTheFirst() {
        assertEquals(List.of("all()", "Site.fill()"), called.functions());
        assertEquals("my cluster.main.kts:12, in all()", called.outermostCall());
        assertEquals(new Origin("my cluster.main.kts", 12), Origin.caller(called.outermostCall()));
        assertEquals("", new Origin("a.main.kts", 3).outermostCall());
    }
}
