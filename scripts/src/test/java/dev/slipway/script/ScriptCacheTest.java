package dev.slipway.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.KotlinCompiler;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCacheTest {
    @TempDir
    Path directory;

    private final AtomicInteger compiled = new AtomicInteger();
    private final List<Problem> warnings = new ArrayList<>();
    private final KotlinCompiler compiler = new KotlinCompiler();

    private CompiledScript get(Path script, Fingerprint ground) {
        var cache = new ScriptCache(
                directory.resolve("cache"),
                ground,
                (file, jar) -> {
                    compiled.incrementAndGet();
                    return compiler.compile(file, jar);
                },
                warnings::addAll,
                false);
        return cache.get(ScriptFile.read(script));
    }

    @Test
    void textPathAndGroundAreTheKey() throws IOException {
        Path one = Files.writeString(directory.resolve("one.main.kts"), "val a = 1");
        Path other = Files.writeString(directory.resolve("other.main.kts"), "val a = 1");
        get(one, Fingerprint.ZERO);
        get(one, Fingerprint.ZERO);
        assertEquals(1, compiled.get());
        get(other, Fingerprint.ZERO);
        get(one, Hasher.of(new byte[] {1}));
        assertEquals(3, compiled.get());
        Files.writeString(one, "val a = 2");
        get(one, Fingerprint.ZERO);
        assertEquals(4, compiled.get());
        Files.writeString(one, "val a = 1");
        get(one, Fingerprint.ZERO);
        assertEquals(4, compiled.get());
    }

    @Test
    void warningsOfTheCompilerAreRepeated() throws IOException {
        Path one = Files.writeString(directory.resolve("one.main.kts"), "val a: String = \"\"\nval b = a!!");
        get(one, Fingerprint.ZERO);
        List<Problem> first = List.copyOf(warnings);
        assertEquals(1, first.size());
        warnings.clear();
        get(one, Fingerprint.ZERO);
        assertEquals(first, warnings);
        assertEquals(1, compiled.get());
    }

    @Test
    void aDamagedJarIsCompiledAgain() throws IOException {
        Path one = Files.writeString(directory.resolve("one.main.kts"), "val a = 1");
        Path jar = get(one, Fingerprint.ZERO).jar();
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        assertTrue(get(one, Fingerprint.ZERO).main().className().equals("One_main"));
        assertEquals(2, compiled.get());
        assertTrue(Arrays.equals(whole, Files.readAllBytes(jar)), "equal scripts give equal bytes");
    }
}
