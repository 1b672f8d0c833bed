package dev.slipway.script;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.store.OwnerOnlyFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compiled scripts by what they were made from: path and text of the script, the ground it stands on, and the text of all
 * that it imports. Files appear whole and are never changed, so any number of processes may read and write.
 */
public final class ScriptCache {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Path directory;
    private final Fingerprint ground;
    private final ScriptCompiler compiler;
    private final Consumer<? super List<Problem>> warnings;
    private final boolean renewing;

    /**
     * A cache in a directory of its own.
     *
     * @param ground identity of this Slipway, see {@link CompileInputs}
     * @param warnings told what the compiler warns of, also where the compiled script is here already
     * @param renewing whether scripts are compiled in any case, and their locks written anew
     */
    public ScriptCache(
            Path directory,
            Fingerprint ground,
            ScriptCompiler compiler,
            Consumer<? super List<Problem>> warnings,
            boolean renewing) {
        this.renewing = renewing;
        this.directory = directory;
        this.ground = ground;
        this.compiler = compiler;
        this.warnings = warnings;
    }

    /** The compiled script, from here or from the compiler. */
    public CompiledScript get(ScriptFile script) {
        Path jar = directory.resolve(key(script) + ".jar");
        Optional<CompiledScript> known = CompiledScript.open(jar).filter(CompiledScript::isCurrent);
        if (known.isPresent() && !renewing) {
            LockFile.of(script).check(known.get().dependencies());
            warned(jar).ifPresent(warnings);
            return known.get();
        }
        try {
            return compiled(script, place().resolve(jar.getFileName()));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "cannot write the compiled script of " + script.name(),
                    String.valueOf(e),
                    "check the disk, and run again");
        }
    }

    /** Where compiled scripts are kept; where they cannot be, a directory that goes with this process. */
    private Path place() throws IOException {
        try {
            OwnerOnlyFiles.makeDirectory(directory);
            if (Files.isWritable(directory)) {
                forget(Instant.now().minus(KEPT));
                return directory;
            }
            unkept("permission denied");
        } catch (IOException e) {
            unkept(String.valueOf(e));
        }
        Path passing = Files.createTempDirectory("slipway-script");
        passing.toFile().deleteOnExit();
        return passing;
    }

    private void unkept(String why) {
        warnings.accept(List.of(new Problem(
                "compiled scripts cannot be kept in " + directory,
                Origin.NONE,
                why + "; every run compiles again",
                "make the directory writable, or name another in SLIPWAY_CACHE")));
    }

    private CompiledScript compiled(ScriptFile script, Path jar) throws IOException {
        Path fresh = Files.createTempFile(jar.getParent(), "compiling", ".part");
        try {
            List<Problem> warned = compiler.compile(script, fresh);
            ExitCalls.check(CompiledScript.open(fresh).orElseThrow(() -> new IOException("nothing was compiled")));
            lock(script, fresh);
            keep(warned, jar);
            Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            warnings.accept(warned);
        } finally {
            Files.deleteIfExists(fresh);
        }
        if (!jar.startsWith(directory)) {
            jar.toFile().deleteOnExit();
        }
        return CompiledScript.open(jar)
                .orElseThrow(() -> new InvalidInputException(
                        "the compiled script " + jar + " cannot be read",
                        "it was written a moment ago",
                        "check the disk, and remove the directory " + directory));
    }

    /** Leaves the warnings beside the jar, as the compiler's process tells them. */
    private static void keep(List<Problem> warned, Path jar) throws IOException {
        Path file = warnings(jar);
        if (warned.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        var bytes = new ByteArrayOutputStream();
        new CompilerReply(true, warned).write(bytes);
        Path fresh = Files.createTempFile(jar.getParent(), "warnings", ".part");
        Files.write(fresh, bytes.toByteArray());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<List<Problem>> warned(Path jar) {
        try (var in = Files.newInputStream(warnings(jar))) {
            return Optional.of(CompilerReply.read(in).problems());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path warnings(Path jar) {
        return jar.resolveSibling(jar.getFileName() + ".warnings");
    }

    private void lock(ScriptFile script, Path jar) {
        List<Dependency> dependencies =
                CompiledScript.open(jar).map(CompiledScript::dependencies).orElse(List.of());
        LockFile lock = LockFile.of(script);
        if (renewing) {
            lock.renew(dependencies);
        } else {
            lock.check(dependencies);
        }
    }

    /** What has not been compiled or recompiled for long; whoever still needs it compiles it again. */
    private void forget(Instant before) throws IOException {
        List<Path> files;
        try (var list = Files.list(directory)) {
            files = list.toList();
        }
        for (Path file : files) {
            try {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                // somebody else removed it
            }
        }
    }

    private Fingerprint key(ScriptFile script) {
        return Hasher.of(Fields.of(
                "script", script.path().toString(),
                "text", script.digest().toString(),
                "ground", ground.toString()));
    }
}
