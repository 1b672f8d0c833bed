package dev.slipway.local;

import dev.slipway.provide.Failure;
import dev.slipway.store.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What hermetic work sees of a project: copies of its declared files, all of one time and one of two modes, so that
 * nothing but their content and their paths can make a difference. What it leaves there that is not declared is lost.
 *
 * @param directory which goes when this is closed
 */
record HermeticStage(Path directory) implements AutoCloseable {
    private static final Duration ABANDONED = Duration.ofDays(7);
    private static final AtomicBoolean SWEPT = new AtomicBoolean();
    private static final FileTime EPOCH = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

    /** A stage on the file system of the project, so that results need no copy. */
    static HermeticStage below(ScriptDirectory place) throws IOException {
        Path all = place.root().toRealPath().resolve(".slipway").resolve("hermetic");
        if (!SWEPT.getAndSet(true) && Files.isDirectory(all)) {
            sweep(all);
        }
        return made(all.resolve(UUID.randomUUID().toString()));
    }

    /** Removes what runs that were killed have left behind. */
    private static void sweep(Path all) throws IOException {
        Instant old = Instant.now().minus(ABANDONED);
        try (var stages = Files.list(all)) {
            for (Path stage : stages.toList()) {
                if (Files.getLastModifiedTime(stage).toInstant().isBefore(old)) {
                    new HermeticStage(stage).close();
                }
            }
        }
    }

    static HermeticStage temporary() throws IOException {
        return made(Files.createTempDirectory("slipway-hermetic").resolve("stage"));
    }

    private static HermeticStage made(Path directory) throws IOException {
        var stage = new HermeticStage(directory);
        OwnerOnlyFiles.makeDirectory(directory); // a declared file may hold a secret
        Files.createDirectories(stage.work());
        Files.createDirectories(stage.mountPoint());
        return stage;
    }

    Path work() {
        return directory.resolve("work");
    }

    Path mountPoint() {
        return directory.resolve("root");
    }

    /** Brings in a declared file. */
    void add(String path, Path file) throws IOException {
        Path copy = inside(path);
        Files.createDirectories(copy.getParent());
        boolean executable = Files.isExecutable(file);
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        ScriptDirectory.chmod(copy, executable ? "0755" : "0644");
        Files.setLastModifiedTime(copy, EPOCH);
    }

    void addDirectory(String path) throws IOException {
        Files.createDirectories(inside(path));
    }

    /** Takes out the results. */
    void results(List<String> paths, ScriptDirectory place) throws IOException {
        for (String path : paths) {
            Path made = inside(path);
            if (Files.isSymbolicLink(made)) {
                throw new Failure.Rejected(
                        "the output " + path + " is a symbolic link",
                        "its target stays behind in there: write a regular file");
            } else if (Files.isRegularFile(made, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(made, place.at(path), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path inside(String path) {
        Path file = work().resolve(path).normalize();
        if (!file.startsWith(work())) {
            throw new Failure.Rejected(
                    "hermetic work cannot read " + path + ": it does not lie below the script",
                    "keep the file below the script, or bring it there with file(...) or download(...)");
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) throws IOException {
                at.toFile().setWritable(true);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path at, java.io.@org.jspecify.annotations.Nullable IOException error) throws IOException {
                Files.delete(at);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
