package dev.slipway.script;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Finds what a script calls behind the language's back while it is evaluated: every method that its statements may lead to
 * is looked at. What only tasks run does not count; the language takes such lambdas as an interface of its own that can be
 * written down, and nothing else.
 */
final class ImpureCalls {
    private static final String LAMBDA = "$lambda$";
    private static final String OBJECT = "java.lang.Object";
    private static final int NEW = 187;

    private final List<JarFile> jars;
    private final ClassLoader loader;
    private final Map<String, Optional<ClassCode>> classes = new HashMap<>();
    private final Queue<Member> queue = new ArrayDeque<>();
    private final Set<Member> seen = new HashSet<>();
    private final Set<String> made = new HashSet<>();

    private ImpureCalls(List<JarFile> jars, ClassLoader loader) {
        this.jars = jars;
        this.loader = loader;
    }

    /** The first call that may come out differently each time. */
    static Optional<String> first(CompiledScript script, ClassLoader loader) {
        var jars = new ArrayList<JarFile>();
        try {
            jars.add(new JarFile(script.jar().toFile(), false));
            for (Dependency one : script.dependencies()) {
                jars.add(new JarFile(one.jar().toFile(), false));
            }
            var calls = new ImpureCalls(jars, loader);
            for (ScriptUnit unit : script.units()) {
                calls.start(unit.className());
            }
            return calls.first();
        } catch (IOException | RuntimeException e) {
            return Optional.of("what cannot be told: " + e);
        } finally {
            jars.forEach(ImpureCalls::close);
        }
    }

    private static void close(JarFile jar) {
        try {
            jar.close();
        } catch (IOException e) {
            // nothing was written through it
        }
    }

    /** A script is made, but nobody calls its functions unless other code names them. */
    private void start(String unit) throws IOException {
        made.add(unit);
        code(unit)
                .ifPresent(code -> code.methods().keySet().stream()
                        .filter(method ->
                                method.name().equals("<init>") || method.name().equals("<clinit>"))
                        .forEach(queue::add));
    }

    private Optional<String> first() throws IOException {
        while (!queue.isEmpty()) {
            Member method = queue.poll();
            if (!seen.add(method)) {
                continue;
            }
            Optional<ClassCode> code = code(method.owner());
            if (code.isEmpty()) { // inherited from outside
                if (!SafeCalls.is(method)) {
                    return Optional.of(method.toString());
                }
                continue;
            }
            byte[] instructions = code.get().methods().get(method);
            if (instructions == null) {
                if (isIdentity(method, code.get())) {
                    return Optional.of(method.toString());
                }
                inherit(method, code.get());
                continue;
            }
            var used = new LinkedHashSet<Integer>(); // so that the first is the first
            var created = new HashSet<Integer>();
            Instructions.constants(instructions, (at, constant) -> {
                used.add(constant);
                if ((instructions[at] & 0xFF) == NEW) {
                    created.add(constant);
                }
            });
            for (int constant : used) {
                Optional<String> found = created.contains(constant) && isBareObject(code.get(), constant)
                        ? Optional.of(OBJECT + ".<init>")
                        : follow(code.get(), constant);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** What an object of a class without an own toString or hashCode returns is its identity, and differs in every run. */
    private static boolean isIdentity(Member method, ClassCode code) {
        return code.superclass().equals(OBJECT)
                && (method.name().equals("toString") || method.name().equals("hashCode"))
                && method.type().startsWith("()");
    }

    /** Nothing can be asked of a bare object but its identity. */
    private static boolean isBareObject(ClassCode code, int constant) {
        return code.constants().isClass(constant)
                && code.constants().className(constant).equals(OBJECT);
    }

    private void inherit(Member method, ClassCode code) {
        queue.add(new Member(code.superclass(), method.name(), method.type()));
        code.interfaces().forEach(parent -> queue.add(new Member(parent, method.name(), method.type())));
    }

    private Optional<String> follow(ClassCode code, int constant) throws IOException {
        Constants constants = code.constants();
        if (constants.isMember(constant)) {
            return member(constants.member(constant));
        } else if (constants.isHandle(constant)) {
            return member(constants.member(constants.handled(constant)));
        } else if (constants.isClass(constant)) {
            make(constants.className(constant));
        } else if (constants.isDynamic(constant) && !isDeferred(returned(constants.descriptor(constant)))) {
            for (int argument : code.bootstrap(constants.bootstrap(constant))) {
                if (constants.isHandle(argument)) {
                    Optional<String> found = member(constants.member(constants.handled(argument)));
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> member(Member member) throws IOException {
        if (code(member.owner()).isEmpty()) {
            return SafeCalls.is(member) ? Optional.empty() : Optional.of(member.toString());
        }
        make(member.owner());
        queue.add(member);
        return Optional.empty();
    }

    /** Whoever holds an object may call any of its methods, through an interface out of sight. */
    private void make(String name) throws IOException {
        Optional<ClassCode> code = code(name);
        if (code.isPresent()
                && made.add(name)
                && code.get().interfaces().stream().noneMatch(this::isDeferred)) {
            for (Member method : code.get().methods().keySet()) {
                if (!method.name().contains(LAMBDA)) {
                    queue.add(method);
                }
            }
            make(code.get().superclass());
        }
    }

    /** Whether a lambda of this type is kept for a task to run. */
    private boolean isDeferred(String type) {
        try {
            return type.startsWith("dev.slipway.")
                    && Serializable.class.isAssignableFrom(Class.forName(type, false, loader));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String returned(String descriptor) {
        int begin = descriptor.indexOf(")L");
        return begin < 0
                ? ""
                : descriptor.substring(begin + 2, descriptor.length() - 1).replace('/', '.');
    }

    private Optional<ClassCode> code(String name) throws IOException {
        Optional<ClassCode> known = classes.get(name);
        if (known == null) {
            known = read(name.replace('.', '/') + ".class");
            classes.put(name, known);
        }
        return known;
    }

    private Optional<ClassCode> read(String file) throws IOException {
        for (JarFile jar : jars) {
            ZipEntry entry = jar.getEntry(file);
            if (entry != null) {
                return Optional.of(ClassCode.of(jar.getInputStream(entry).readAllBytes()));
            }
        }
        return Optional.empty();
    }
}
