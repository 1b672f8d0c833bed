package dev.slipway.cli;

import java.lang.reflect.Proxy;

/** Java has no public way to be told of signals. Where the private one is missing, they end the process. */
final class Signals {
    private Signals() {}

    /** Does this at each signal of this name, such as {@code INT}, until it is closed; not where it is ignored. */
    static AutoCloseable on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object which = signal.getConstructor(String.class).newInstance(name);
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
            Object old = handle.invoke(null, which, ours);
            if (name.equals("HUP") && handler.getField("SIG_IGN").get(null).equals(old)) {
                handle.invoke(null, which, old); // whoever was started with nohup outlives the terminal
                return () -> {};
            }
            return () -> handle.invoke(null, which, old);
        } catch (ReflectiveOperationException e) {
            return () -> {};
        }
    }
}
