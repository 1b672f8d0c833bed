package dev.slipway.lab.host;

import dev.slipway.lab.LabThreads;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** What runs on a host. Nothing of it outlives the host: whoever switches that off may take the ground away after. */
final class Processes {
    private static final long PATIENCE_MILLIS = 10_000;

    private final Map<Integer, Thread> running = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private int last = 1000;
    private boolean off;

    /** Starts something, which is given its number; on a host that is off, nothing starts. */
    synchronized boolean start(IntConsumer work) {
        if (off) {
            return false;
        }
        int id = ++last;
        Thread thread = LabThreads.named("lab-command").newThread(() -> {
            try {
                work.accept(id);
            } finally {
                ended(id);
                threads.remove(Thread.currentThread());
            }
        });
        running.put(id, thread);
        threads.add(thread);
        thread.start();
        return true;
    }

    /** It has ended: nobody interrupts what it has left to say. */
    void ended(int id) {
        running.remove(id);
    }

    boolean signal(int id) {
        Thread thread = running.get(id);
        if (thread == null) {
            return false;
        }
        thread.interrupt();
        return true;
    }

    boolean isRunning(int id) {
        return running.containsKey(id);
    }

    /** Ends everything, and waits until it has ended. */
    void switchOff() {
        synchronized (this) {
            off = true;
        }
        running.values().forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
