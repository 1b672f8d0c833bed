package dev.slipway.script;

import dev.slipway.script.ClassRefs.Member;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Finds what a script calls behind the language's back while it is evaluated. Lambdas that only tasks run do not count,
 * nor does what is reached through them alone.
 */
final class WorldCalls {
    private WorldCalls() {}

    /**
     * The first call that may come out differently each time.
     *
     * @param deferred classes of lambdas that are not run by the evaluation
     */
    static Optional<String> first(CompiledScript script, Set<String> deferred) {
        try (var jar = new JarFile(script.jar().toFile(), false)) {
            var seen = new HashSet<>(deferred);
            var queue = new ArrayDeque<String>();
            script.units().forEach(unit -> queue.add(unit.className()));
            while (!queue.isEmpty()) {
                String name = queue.poll();
                ZipEntry entry = jar.getEntry(name.replace('.', '/') + ".class");
                if (entry == null || !seen.add(name)) {
                    continue;
                }
                ClassRefs refs = ClassRefs.of(jar.getInputStream(entry).readAllBytes());
                for (Member member : refs.members()) {
                    boolean own = jar.getEntry(member.owner().replace('.', '/') + ".class") != null;
                    if (!own && !Innocent.is(member)) {
                        return Optional.of(member.toString());
                    }
                }
                queue.addAll(refs.classes());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("what cannot be told: " + e);
        }
    }
}
