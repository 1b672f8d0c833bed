package dev.slipway.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keys by which machines are known: those pinned in {@code slipway.known_hosts} beside the script, which belongs into
 * version control, and those that the operator's own {@code known_hosts} has.
 */
public final class HostKeys {
    /** The name of the file beside the script. */
    public static final String FILE = "slipway.known_hosts";

    private final Path file;
    private final Optional<Path> usersOwn;

    public HostKeys(Path file, Optional<Path> usersOwn) {
        this.file = file;
        this.usersOwn = usersOwn;
    }

    /** Whether a key is the one of this machine. */
    enum Verdict {
        KNOWN,
        UNKNOWN,
        OTHER
    }

    synchronized Verdict judge(String alias, byte[] key) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(key);
        List<String[]> pinned = pinned(alias);
        if (!pinned.isEmpty()) {
            return pinned.stream().anyMatch(part -> part[2].equals(encoded)) ? Verdict.KNOWN : Verdict.OTHER;
        } else if (usersOwn.isEmpty() || Files.notExists(usersOwn.get())) {
            return Verdict.UNKNOWN;
        }
        try {
            var jsch = new JSch();
            jsch.setKnownHosts(usersOwn.get().toString());
            int known = jsch.getHostKeyRepository().check(alias, key);
            return known == com.jcraft.jsch.HostKeyRepository.OK
                    ? Verdict.KNOWN
                    : known == com.jcraft.jsch.HostKeyRepository.CHANGED ? Verdict.OTHER : Verdict.UNKNOWN;
        } catch (JSchException e) {
            throw new IOException("cannot read " + usersOwn.get(), e);
        }
    }

    /** From now on this machine is known by this key. */
    synchronized void pin(String alias, byte[] key) throws IOException {
        var lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.<String>of());
        lines.add(alias + " " + type(key) + " " + Base64.getEncoder().encodeToString(key));
        Path draft = file.resolveSibling("." + file.getFileName() + ".part");
        Files.write(draft, lines.stream().sorted().toList());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The sorts of key that are pinned for a machine: a server with several must show one that we know. */
    synchronized List<String> types(String alias) throws IOException {
        return pinned(alias).stream().map(part -> part[1]).toList();
    }

    /** The fingerprint that {@code ssh-keygen -l} shows. */
    static String fingerprint(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String pinnedFingerprints(String alias) throws IOException {
        return String.join(
                ", ",
                pinned(alias).stream()
                        .map(part -> fingerprint(Base64.getDecoder().decode(part[2])))
                        .toList());
    }

    Path file() {
        return file;
    }

    private List<String[]> pinned(String alias) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(line -> line.split(" ", -1))
                        .filter(part -> part.length >= 3 && part[0].equals(alias))
                        .toList()
                : List.of();
    }

    /** A key begins with the length and the name of its sort. */
    static String type(byte[] key) {
        int length = key.length < 4 ? 0 : key[3] & 0xFF;
        return new String(key, 4, Math.min(length, key.length - 4), StandardCharsets.US_ASCII);
    }
}
