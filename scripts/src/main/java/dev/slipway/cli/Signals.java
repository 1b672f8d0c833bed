package dev.slipway.cli;

import java.lang.reflect.Proxy;

/** Java has no public way to be told of Ctrl-C. Where the private one is missing, Ctrl-C ends the process. */
final class Signals {
    private Signals() {}

    /** Does this at each Ctrl-C, until it is closed. */
    static AutoCloseable onInterrupt(Runnable action) {
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
}
