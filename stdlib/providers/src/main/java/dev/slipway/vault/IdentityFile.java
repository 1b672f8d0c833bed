package dev.slipway.vault;

import dev.slipway.model.InvalidInputException;
import dev.slipway.store.Disk;
import dev.slipway.store.OwnerOnlyFiles;
import dev.slipway.store.SystemDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The secret keys of whoever runs Slipway, newest first, in the form of {@code age-keygen}; for its owner alone. */
public record IdentityFile(Path path) {
    /** The public half of the newest key; there is none where there is no file. */
    public List<String> recipients() {
        return Files.exists(path) ? read().stream().map(Identity::recipient).toList() : List.of();
    }

    /** Makes a new key, which comes before those that are there already, and gives its public half. */
    public String add() {
        List<Identity> known = Files.exists(path) ? read() : List.of();
        Identity fresh = Identity.create();
        var lines = new ArrayList<String>();
        lines.add("# Opens Slipway vaults. Keep a private copy: without it, they cannot be opened.");
        lines.add(described(fresh));
        known.forEach(older -> lines.add(described(older)));
        try {
            var disk = new SystemDisk();
            disk.makeDirectory(Disk.directoryOf(path));
            disk.place(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the identity file " + path + " cannot be written",
                    String.valueOf(e),
                    "make its directory writable, or name another with --identity or SLIPWAY_IDENTITY");
        }
        return fresh.recipient();
    }

    private static String described(Identity identity) {
        return "# public key: " + identity.recipient() + "\n" + identity.line();
    }

    List<Identity> read() {
        try {
            if (!Files.exists(path)) {
                throw new InvalidInputException(
                        "there is no identity to open the vault with",
                        path + " does not exist",
                        "restore it from your backup, name it with --identity or SLIPWAY_IDENTITY,"
                                + " or begin a vault of your own: slipway vault init");
            }
            OwnerOnlyFiles.check(
                    path,
                    "the identity file " + path,
                    "anyone who reads it can open the vault",
                    "'slipway vault rotate' if others had access");
            var found = new ArrayList<Identity>();
            int number = 0;
            for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    found.add(identity(line.strip(), number));
                }
            }
            if (found.isEmpty()) {
                throw damaged("it holds no secret key");
            }
            return found;
        } catch (IOException e) {
            throw damaged(String.valueOf(e));
        }
    }

    private Identity identity(String line, int number) {
        try {
            return Identity.of(line);
        } catch (IllegalArgumentException e) {
            throw damaged("line " + number + " is " + e.getMessage());
        }
    }

    private InvalidInputException damaged(String why) {
        return new InvalidInputException(
                "the identity file " + path + " cannot be used", why, "restore it from your backup, or name another");
    }
}
