package dev.slipway.lab;

import java.util.concurrent.ThreadFactory;

/** Threads that keep no process alive. */
final class LabThreads {
    private LabThreads() {}

    static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    static void start(String name, Runnable work) {
        named(name).newThread(work).start();
    }
}
