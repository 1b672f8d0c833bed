package dev.slipway.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names the read-only system that hermetic work sees, by the path, size and time of every file in it, as make would. Two
 * machines agree when they run the same image. Hundreds of thousands of files take some seconds, once in a process.
 */
final class SystemRoot {
    /** What the script that enters the namespaces mounts. */
    private static final List<Path> PARTS = List.of(
            Path.of("/usr"),
            Path.of("/bin"),
            Path.of("/sbin"),
            Path.of("/lib"),
            Path.of("/lib32"),
            Path.of("/lib64"),
            Path.of("/libx32"),
            Path.of("/etc/alternatives"),
            Path.of("/etc/ld.so.cache"),
            Path.of("/etc/ld.so.conf"),
            Path.of("/etc/ld.so.conf.d"));

    /** Python writes these when it likes to, and reads them only where they match their sources. */
    private static final String DERIVED = "__pycache__";

    private static final ConcurrentHashMap<List<Path>, String> KNOWN = new ConcurrentHashMap<>();

    private SystemRoot() {}

    /** @param hidden directories that are not part of it */
    static String name(List<Path> hidden) {
        return KNOWN.computeIfAbsent(hidden, SystemRoot::walked);
    }

    private static String walked(List<Path> hidden) {
        var all = new TreeSet<String>();
        var visitor = new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                boolean left = hidden.contains(at) || DERIVED.equals(String.valueOf(at.getFileName()));
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String content = attributes.isSymbolicLink()
                        ? "-> " + Files.readSymbolicLink(file)
                        : attributes.size() + " "
                                + attributes.lastModifiedTime().toMillis();
                all.add(file + "\0" + content + "\n");
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException error) {
                all.add(file + "\0unreadable\n");
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            for (Path part : PARTS) {
                Files.walkFileTree(part, visitor);
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            all.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
