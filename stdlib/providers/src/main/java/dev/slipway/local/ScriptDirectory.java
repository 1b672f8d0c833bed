package dev.slipway.local;

import dev.slipway.provide.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The directory of the script, where relative paths start. */
public record ScriptDirectory(Path root) {
    private static final String SYMBOLS = "rwxrwxrwx";
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
    private static final int HIGHEST = 0400;
    private static final int DIGITS = 4;

    Path at(String path) {
        try {
            return root.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new Failure.Rejected("'" + path + "' is no file name: " + e.getReason(), "correct the name", e);
        }
    }

    /** Makes room for results. What an earlier run left there must not pass for what this one makes. */
    void clear(List<String> results) throws IOException {
        for (String result : results) {
            Path file = at(result);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
        }
    }

    /** Puts content in a place, whole or not at all. */
    void write(Path file, byte[] content, String mode, String tag) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = draft(file, tag);
        try {
            try (OutputStream out = Channels.newOutputStream(open(draft))) {
                out.write(content);
            }
            settle(draft, file, mode);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Where content gathers before it takes its place. */
    Path draft(Path file, String tag) {
        return file.resolveSibling("." + file.getFileName() + "." + tag + ".part");
    }

    /**
     * Opens a draft that nobody else can read, not even for a moment, nor when it is left behind by a run that was killed: what
     * comes in may be secret. The mode of the file is set when it takes its place.
     */
    static WritableByteChannel open(Path draft) throws IOException {
        Files.deleteIfExists(draft);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean hasModes = Files.getFileAttributeView(draft, PosixFileAttributeView.class) != null;
        return hasModes
                ? Files.newByteChannel(draft, options, PosixFilePermissions.asFileAttribute(OWN))
                : Files.newByteChannel(draft, options);
    }

    void settle(Path draft, Path file, String mode) throws IOException {
        chmod(draft, mode);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void chmod(Path file, String mode) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && !mode.isEmpty()) {
            view.setPermissions(PosixFilePermissions.fromString(symbols(mode)));
        }
    }

    /** The mode in octal, or the wanted one where files have none. */
    static String mode(Path file, String wanted) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return wanted;
        }
        String symbols = PosixFilePermissions.toString(view.readAttributes().permissions());
        int mode = 0;
        for (int i = 0; i < symbols.length(); i++) {
            mode |= symbols.charAt(i) == '-' ? 0 : HIGHEST >> i;
        }
        String octal = Integer.toOctalString(mode);
        return "0".repeat(DIGITS - octal.length()) + octal;
    }

    /** As {@code ls} shows it: {@code rw-r--r--}. */
    private static String symbols(String mode) {
        int bits = Integer.parseInt(mode, 8);
        var symbols = new StringBuilder(SYMBOLS);
        for (int i = 0; i < SYMBOLS.length(); i++) {
            if ((bits & HIGHEST >> i) == 0) {
                symbols.setCharAt(i, '-');
            }
        }
        return symbols.toString();
    }
}
