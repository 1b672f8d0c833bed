package dev.slipway.lab.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    private final Processes processes = new Processes();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean hasSaid = new AtomicBoolean();

    private void runs(int id) {
        number.set(id);
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            processes.ended(id);
            LockSupport.parkNanos(1_000_000); // who does not wait for it is faster
            hasSaid.set(true);
        }
    }

    @Test
    void whatHasEndedHasSaidEverythingBeforeTheHostIsOff() throws Exception {
        assertTrue(processes.start(this::runs));
        begun.await();
        processes.switchOff();
        assertTrue(hasSaid.get());
        assertFalse(processes.isRunning(number.get()));
    }

    @Test
    void nothingStartsOnAHostThatIsOff() {
        processes.switchOff();
        assertFalse(processes.start(id -> hasSaid.set(true)));
        assertFalse(hasSaid.get());
    }

    @Test
    void itIsThereUntilItIsSignalled() throws Exception {
        assertTrue(processes.start(this::runs));
        begun.await();
        assertTrue(processes.isRunning(number.get()));
        assertTrue(processes.signal(number.get()));
        processes.switchOff();
        assertFalse(processes.signal(number.get()));
        assertTrue(hasSaid.get());
    }
}
