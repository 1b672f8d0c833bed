package dev.slipway.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes of a compiled script. Plain Java: neither the compiler nor the scripting library is loaded for it. */
public final class ScriptClasses implements AutoCloseable {
    private final CompiledScript script;
    private final URLClassLoader loader;

    public ScriptClasses(CompiledScript script) {
        this.script = script;
        var urls = new ArrayList<URL>();
        urls.add(url(script.jar()));
        script.dependencies().forEach(one -> urls.add(url(one.jar())));
        this.loader = new Own(script, urls.toArray(URL[]::new));
    }

    /**
     * Asks for the script's own classes itself. Whoever asks its parent first, as is usual, has every jar of ours opened to
     * learn that they are not there.
     */
    private static final class Own extends URLClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final List<ScriptUnit> units;

        Own(CompiledScript script, URL[] urls) {
            super(urls, ScriptClasses.class.getClassLoader());
            this.units = script.units();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known == null && units.stream().anyMatch(unit -> unit.owns(name))) {
                    return findClass(name);
                }
                return known == null ? super.loadClass(name, resolve) : known;
            }
        }
    }

    public ClassLoader loader() {
        return loader;
    }

    /** Runs the statements of the script, those of its imports first and once each. */
    public void run() throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            instance(0, new HashMap<>());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Object instance(int number, Map<Integer, Object> made) throws ReflectiveOperationException {
        Object known = made.get(number);
        if (known != null) {
            return known;
        }
        ScriptUnit unit = script.units().get(number);
        List<Object> arguments = new ArrayList<>();
        arguments.add(new String[0]);
        for (int imported : unit.imports()) {
            arguments.add(instance(imported, made));
        }
        Constructor<?> constructor = loader.loadClass(unit.className()).getConstructors()[0];
        Object fresh = constructor.newInstance(arguments.toArray());
        made.put(number, fresh);
        return fresh;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            // nothing was written through it
        }
    }
}
