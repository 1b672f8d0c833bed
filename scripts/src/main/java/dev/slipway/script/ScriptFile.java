package dev.slipway.script;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A script as it was read: the path is absolute and free of links in its directory, so that one script has one name.
 */
public record ScriptFile(Path path, Fingerprint digest) {
    private static final String ENDING = ".main.kts";
    private static final long LARGEST = 16 << 20;

    /** Reads and checks a script, or says what is wrong with it. */
    public static ScriptFile read(Path file) {
        Path path = real(file);
        if (Files.isDirectory(path)) {
            throw refused(
                    file,
                    "is a directory",
                    "a script is a file",
                    "name the script in it, such as " + file.resolve("cluster" + ENDING));
        }
        if (!path.toString().endsWith(ENDING)) {
            throw refused(
                    file,
                    "is not a script",
                    "the name of a script ends in " + ENDING,
                    "rename it, such as to cluster" + ENDING);
        }
        try {
            if (Files.size(path) > LARGEST) {
                throw refused(file, "is too large", "a script has at most 16 MiB", "split it with @file:Import");
            }
            byte[] bytes = Files.readAllBytes(path);
            return new ScriptFile(path, Hasher.of(bytes)).inUtf8(bytes);
        } catch (IOException e) {
            throw refused(file, "cannot be read", String.valueOf(e), "make it readable");
        }
    }

    private ScriptFile inUtf8(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var text = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, text, true).isError()) {
            String before = text.flip().toString();
            int lines = (int) before.chars().filter(c -> c == '\n').count();
            throw new InvalidInputException(
                    "the script is not text in UTF-8",
                    new Origin(name() + ":" + (lines + 1), before.length() - before.lastIndexOf('\n')),
                    "the byte 0x%02X has no meaning there".formatted(bytes[in.position()] & 0xFF),
                    "save it in the encoding UTF-8");
        }
        return this;
    }

    private static Path real(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw refused(
                    file,
                    "does not exist",
                    "there is no such file",
                    "check the name, or begin one with: slipway new " + file);
        }
        Path parent = absolute.getParent();
        try {
            return parent == null ? absolute : parent.toRealPath().resolve(absolute.getFileName());
        } catch (IOException e) {
            return absolute;
        }
    }

    /** Where the script lies, and its state beside it. */
    public Path directory() {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** The name of a script or an import as an operator reads it: relative to the directory of the script that is run. */
    public static String name(Path directory, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return directory.getRoot().equals(absolute.getRoot())
                ? directory.relativize(absolute).toString().replace(File.separatorChar, '/')
                : absolute.toString();
    }

    public String name() {
        return String.valueOf(path.getFileName());
    }

    private static InvalidInputException refused(Path file, String what, String why, String fix) {
        return new InvalidInputException("the script " + file + " " + what, why, fix);
    }
}
