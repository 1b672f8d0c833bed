package dev.slipway.cli;

import dev.slipway.work.Cancel;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C in two steps: the first lets what runs come to its end, the second calls it off, and a third leaves at once, which
 * loses nothing either. Java has no public way to be told; where the private one is missing, Ctrl-C ends the process.
 */
final class Interrupts implements AutoCloseable {
    private static final int PATIENCE = 3;

    private final AutoCloseable before;

    private Interrupts(AutoCloseable before) {
        this.before = before;
    }

    static Interrupts stop(Cancel cancel) {
        var count = new AtomicInteger();
        return new Interrupts(handle(() -> {
            if (count.incrementAndGet() >= PATIENCE) {
                Runtime.getRuntime().halt(Exit.CANCELLED);
            }
            cancel.stop();
        }));
    }

    private static AutoCloseable handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            var handle = signal.getMethod("handle", signal, handler);
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return method.getName().equals("hashCode")
                                ? System.identityHashCode(proxy)
                                : (Object) (proxy == given[0]);
                    });
            Object old = handle.invoke(null, interrupt, ours);
            return () -> handle.invoke(null, interrupt, old);
        } catch (ReflectiveOperationException e) {
            return () -> {};
        }
    }

    @Override
    public void close() {
        try {
            before.close();
        } catch (Exception e) {
            // then the next Ctrl-C asks a run to stop that has ended
        }
    }
}
