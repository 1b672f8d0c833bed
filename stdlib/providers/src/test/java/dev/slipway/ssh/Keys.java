package dev.slipway.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys made by OpenSSH, the reference for what a key is. */
public final class Keys {
    private Keys() {}

    public static boolean canBeMade() {
        return Files.isExecutable(Path.of("/usr/bin/ssh-keygen"));
    }

    public static Path make(Path directory, String name, String type, String passphrase) throws Exception {
        Path file = directory.resolve(name);
        var words = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file.toString()));
        if (type.equals("rsa")) {
            words.addAll(List.of("-b", "2048"));
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return file;
    }

    /** A key of each sort, and the lines that let them in. */
    public static String ofEachSort(Path directory) throws Exception {
        return String.join(
                "\n",
                open(make(directory, "key", "ed25519", "")),
                open(make(directory, "key_ecdsa", "ecdsa", "")),
                open(make(directory, "key_rsa", "rsa", "")));
    }

    public static String open(Path file) throws IOException {
        return Files.readString(file.resolveSibling(file.getFileName() + ".pub"))
                .strip();
    }
}
