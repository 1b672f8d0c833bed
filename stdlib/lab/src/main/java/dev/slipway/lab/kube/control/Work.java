package dev.slipway.lab.kube.control;

import dev.slipway.lab.LabThreads;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A queue of names of objects to look at, each once however often it is added, worked off one by one. */
final class Work implements AutoCloseable {
    private final Set<String> waiting = new LinkedHashSet<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(LabThreads.named("kube-controller"));
    private final Consumer<String> look;

    Work(Consumer<String> look) {
        this.look = look;
    }

    void add(String name) {
        synchronized (waiting) {
            if (!waiting.add(name)) {
                return;
            }
        }
        if (!thread.isShutdown()) {
            thread.execute(() -> run(name));
        }
    }

    private void run(String name) {
        synchronized (waiting) {
            waiting.remove(name);
        }
        look.accept(name);
    }

    /** Waits until everything that was added before is done. */
    void settle() {
        try {
            while (true) {
                thread.submit(() -> {}).get();
                synchronized (waiting) {
                    if (waiting.isEmpty()) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
