package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class SealedSecretsTest {
    private static final String VALUE = "hunter2-äöü";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Blobs blobs = new MemoryStore().blobs();

    private SealedSecrets secrets() {
        return secrets("config");
    }

    private SealedSecrets secrets(String config) {
        return new SealedSecrets(
                new KeyFile(directory.resolve(config)),
                blobs,
                Map.of(
                        "env", SecretSources.env(Map.of("TOKEN", VALUE, "EMPTY", "")),
                        "file", SecretSources.files(directory)));
    }

    private Path key() {
        return directory.resolve("config/slipway.key");
    }

    private static void refused(Executable what, String... parts) {
        var refused = assertThrows(InvalidInputException.class, what);
        String message = String.valueOf(refused.getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("hunter2"), message);
    }

    @Test
    void whatIsConcealedIsRevealed() {
        Secret secret = secrets().conceal(VALUE);
        assertEquals(VALUE, secrets().reveal(secret));
        assertEquals(VALUE, secrets().reveal(Secret.of(secret.source())));
        assertEquals(secret, secrets().identify(Secret.of(secret.source())));
        assertEquals(secret, secrets().conceal(VALUE));
        assertNotEquals(secret, secrets().conceal("other"));
        assertNotEquals(secret, secrets("elsewhere").conceal(VALUE));
        assertEquals("", secrets().reveal(secrets().conceal("")));
    }

    @Test
    void theValueIsNowhere() {
        Secret secret = secrets().conceal(VALUE);
        byte[] form = blobs.get(blob(secret)).orElseThrow();
        assertFalse(new String(form, StandardCharsets.ISO_8859_1).contains("hunter2"));
        assertFalse((secret + secrets().toString()).contains("hunter2"));
    }

    private static Fingerprint blob(Secret secret) {
        return Fingerprint.parse(secret.source().substring("sealed:".length()));
    }

    @Test
    void everyAlteredBitIsRefused() {
        Secret secret = secrets().conceal(VALUE);
        var secrets = secrets();
        byte[] form = blobs.get(blob(secret)).orElseThrow();
        for (int bit = 0; bit < form.length * 8; bit++) {
            byte[] altered = form.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            Fingerprint name = blobs.put(altered);
            refused(() -> secrets.reveal(Secret.of("sealed:" + name)), "cannot be opened");
            refused(() -> secrets.reveal(new Secret("sealed:" + name, secret.digest())), "cannot be opened");
        }
    }

    @Test
    void aBlobDoesNotStandInForAnother() {
        Secret one = secrets().conceal(VALUE);
        Secret other = secrets().conceal("other");
        refused(() -> secrets().reveal(new Secret(one.source(), other.digest())), "another secret");
        refused(() -> secrets().reveal(Secret.of("sealed:" + Fingerprint.ZERO)), "missing or damaged");
        refused(() -> secrets().reveal(Secret.of("sealed:nonsense")), "not the name of a blob");
    }

    @Test
    void anotherKeyDoesNotOpenIt() throws IOException {
        Secret secret = secrets().conceal(VALUE);
        secrets("elsewhere").conceal("x");
        refused(() -> secrets("elsewhere").reveal(secret), "does not open it", "backup");
        Files.delete(key());
        refused(() -> secrets().reveal(secret), "is missing", "backup");
        assertFalse(Files.exists(key()), "a lost key was replaced by a new one");
    }

    @Test
    void theKeyIsForItsOwnerAlone() throws IOException {
        secrets().conceal(VALUE);
        assertEquals(KeyFile.SIZE, Files.size(key()));
        try (var files = Files.list(directory.resolve("config"))) {
            assertEquals(1, files.count());
        }
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key())));
            for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
                Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString(open));
                refused(() -> secrets().digest(VALUE), "open to others", "chmod 600");
            }
        }
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() throws IOException {
        secrets().conceal(VALUE);
        Files.write(key(), new byte[31]);
        refused(() -> secrets().digest(VALUE), "31 bytes", "backup");
    }

    @Test
    void aKeyIsMadeOnce() {
        var one = new KeyFile(directory.resolve("config"));
        byte[] key = one.make();
        assertArrayEquals(key, one.make());
        assertArrayEquals(key, new KeyFile(directory.resolve("config")).find().orElseThrow());
        assertTrue(new KeyFile(directory.resolve("none")).find().isEmpty());
    }

    @Test
    void otherSecretsStayWhereTheyAre() throws IOException {
        Files.writeString(directory.resolve("token"), VALUE + "\n");
        Secret env = secrets().identify(Secret.of("env:TOKEN"));
        Secret file = secrets().identify(Secret.of("file:token"));
        assertEquals(VALUE, secrets().reveal(env));
        assertEquals(VALUE, secrets().reveal(file));
        assertEquals(env.digest(), file.digest());
        assertEquals(env.digest(), secrets().digest(VALUE));
    }

    @Test
    void theFirstSourceThatHasItIsTaken() throws IOException {
        Files.writeString(directory.resolve("TOKEN"), "other");
        Files.writeString(directory.resolve("EMPTY"), "other");
        var told = new ArrayList<String>();
        var secrets = new SealedSecrets(
                new KeyFile(directory.resolve("config")),
                blobs,
                Map.of(
                        "env",
                        SecretSources.env(Map.of("TOKEN", VALUE, "EMPTY", "")),
                        "file",
                        SecretSources.files(directory)),
                told::add);
        assertEquals(VALUE, secrets.reveal(Secret.of("env,file:TOKEN")));
        assertEquals("other", secrets.reveal(Secret.of("file,env:TOKEN")));
        assertEquals("other", secrets.reveal(Secret.of("env,file:EMPTY")));
        assertEquals("the secret TOKEN comes from the environment variable TOKEN", told.get(0));
        assertFalse(told.toString().contains("hunter2"), told.toString());
        assertFalse(SecretSources.files(directory).ask("TOKEN").toString().contains("other"));
    }

    @Test
    void aCommandIsAskedOnceAndNeverQuoted() {
        SecretSource command = new SecretCommand(directory, Duration.ofSeconds(20)).once();
        var secrets = new SealedSecrets(new KeyFile(directory.resolve("config")), blobs, Map.of("command", command));
        Secret counted = Secret.of("command:echo x >> count; wc -l < count | tr -d ' '");
        assertEquals("1", secrets.reveal(counted));
        assertEquals("1", secrets.reveal(counted));
        refused(() -> secrets.reveal(Secret.of("command:echo hunter; exit 3")), "exit code 3", "run it yourself");
        refused(() -> secrets.reveal(Secret.of("command:true")), "printed nothing");
        refused(() -> secrets.reveal(Secret.of("command:printf '\\303h'")), "not text in UTF-8");
        SecretSource hasty = new SecretCommand(directory, Duration.ofMillis(50));
        refused(() -> hasty.ask("sleep 30"), "did not end");
    }

    @Test
    void whatIsMissingIsSaidInFull() throws IOException {
        refused(() -> secrets().reveal(Secret.of("env:NONE")), "NONE is not set", "export NONE=");
        refused(() -> secrets().reveal(Secret.of("env:EMPTY")), "EMPTY is empty");
        refused(() -> secrets().reveal(Secret.of("file:none")), "none", "does not exist");
        refused(() -> secrets().reveal(Secret.of("env,file:none")), "none is not set, and the file", "; or write it");
        refused(() -> secrets().reveal(Secret.of("vault:x")), "scheme 'vault'", "[env, file]");
        refused(() -> secrets().reveal(Secret.of("hunter2")), "no scheme");
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xC3, 'h', 'u'});
        refused(() -> secrets().reveal(Secret.of("file:binary")), "is not text");
    }
}
