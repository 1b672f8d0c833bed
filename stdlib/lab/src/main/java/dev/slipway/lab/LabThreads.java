package dev.slipway.lab;

import java.util.concurrent.ThreadFactory;

/** Threads that keep no process alive. */
public final class LabThreads {
    private LabThreads() {}

    public static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    public static void start(String name, Runnable work) {
        named(name).newThread(work).start();
    }
}
