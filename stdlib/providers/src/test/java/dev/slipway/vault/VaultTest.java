package dev.slipway.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.InvalidInputException;
import dev.slipway.store.SystemDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final String VALUE = "canary-hunter2\nsecond \\n line\r\n  äöü";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Vault vault;

    @BeforeEach
    void begin() {
        vault = vault("identity");
        vault.init(List.of());
        vault.set("TOKEN", VALUE);
    }

    private Vault vault(String identity) {
        return new Vault(file(), new IdentityFile(directory.resolve(identity)), Duration.ofSeconds(20));
    }

    private Path file() {
        return directory.resolve("vault.age");
    }

    private static void refused(Executable what, String... parts) {
        String message = assertThrows(InvalidInputException.class, what).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertFalse(message.contains("canary") || message.contains("AGE-SECRET"), message);
    }

    @Test
    void whatIsPutInComesOut() throws IOException {
        assertEquals(VALUE, vault.get("TOKEN").orElseThrow());
        vault.set("TOKEN", "other");
        vault.set("B", "b");
        assertEquals("other", vault.get("TOKEN").orElseThrow());
        assertEquals(Set.of("TOKEN", "B"), vault.names());
        vault.remove("TOKEN");
        assertTrue(vault.get("TOKEN").isEmpty());
        refused(() -> vault.remove("TOKEN"), "has no secret TOKEN", "it has B");
        assertFalse(Files.readString(file()).contains("canary"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("identity"))));
    }

    @Test
    void aSecondVaultDoesNotTakeThePlaceOfTheFirst() {
        refused(() -> vault.init(List.of()), "there is a vault already");
        assertEquals(VALUE, vault.get("TOKEN").orElseThrow());
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        refused(() -> vault("none").names(), "no identity", "does not exist", "--identity");
        new IdentityFile(directory.resolve("other")).add();
        refused(() -> vault("other").names(), "does not open", "not encrypted for age1", "recipients add");
    }

    @Test
    void everyAlterationIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i += 3) {
            byte[] altered = whole.clone();
            altered[i] ^= 1;
            Files.write(file(), altered);
            refused(() -> vault.names());
        }
        for (int length = 0; length < whole.length - 1; length += 5) {
            Files.write(file(), Arrays.copyOf(whole, length));
            String told = length < "-----BEGIN AGE".length() ? "is no file of age" : "damaged or was tampered with";
            refused(() -> vault.set("NEW", "x"), told);
        }
        assertEquals(List.of("identity", "vault.age"), files());
    }

    @Test
    void whatWasNeverEncryptedIsCalledSo() throws IOException {
        String armored = Files.readString(file());
        for (String text : List.of("", "TOKEN=canary\n", "<<<<<<< HEAD\n" + armored + "=======\n" + armored)) {
            Files.writeString(file(), text);
            refused(() -> vault.names(), "is no file of age", "two versions", "keep one");
        }
    }

    private List<String> files() throws IOException {
        return new SystemDisk()
                .list(directory).stream()
                        .filter(name -> !name.equals(".slipway"))
                        .toList();
    }

    @Test
    void whatIsInsideIsCheckedToo() throws IOException {
        var own = List.of(new Recipient(vault.identities().recipients().get(0), ""));
        Files.write(file(), AgeText.close("slipway vault 2\n", own));
        refused(() -> vault.names(), "newer Slipway");
        Files.write(file(), AgeText.close("TOKEN=canary\n", own));
        refused(() -> vault.names(), "begins with another line");
        Files.write(file(), AgeText.close("slipway vault 1\nTOKEN=canary\n", own));
        refused(() -> vault.names(), "line 2");
        Files.write(file(), AgeText.close(new Content(List.of(), new TreeMap<>()).text(), own));
        refused(() -> vault.set("A", "b"), "names no recipients", "no key could open it");
        Files.delete(file());
        refused(() -> vault.names(), "there is no vault", "vault init");
    }

    @Test
    void oneWriterAtATime() throws IOException {
        IntStream.range(0, 8).parallel().forEach(i -> vault("identity").set("N" + i, "v" + i));
        assertEquals(9, vault.names().size());
        var hasty = new Vault(file(), vault.identities(), Duration.ZERO);
        try (var held = new SystemDisk()
                .tryLock(directory.resolve(".slipway/vault.age.lock"))
                .orElseThrow()) {
            refused(() -> hasty.set("A", "b"), "another process is changing the vault", "nothing was changed");
            assertEquals(9, hasty.names().size(), "reading does not wait");
        }
        hasty.set("A", "b");
    }

    @Test
    void theIdentityIsForItsOwnerAlone() throws IOException {
        Path identity = directory.resolve("identity");
        for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString(open));
            refused(() -> vault.names(), "open to others", "chmod 600");
        }
        Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(identity, "# nothing\n");
        refused(() -> vault.names(), "holds no secret key");
        Files.writeString(identity, "AGE-SECRET-KEY-1XYZ\n");
        refused(() -> vault.names(), "line 1 is not a secret key");
    }

    @Test
    void othersCanBeGivenTheKey() {
        var other = new IdentityFile(directory.resolve("other"));
        var recipient = new Recipient(other.add(), "the other one");
        vault.add(recipient);
        vault.add(recipient);
        assertEquals(2, vault.recipients().size());
        assertEquals(VALUE, vault("other").get("TOKEN").orElseThrow());
        vault("other").set("B", "b");
        vault.remove(recipient);
        refused(() -> vault("other").names(), "does not open");
        refused(() -> vault.remove(recipient), "is no recipient");
        refused(() -> vault.remove(vault.recipients().get(0)), "could not open", "the only recipient");
        vault.add(recipient);
        refused(() -> vault.remove(vault.recipients().get(0)), "could not open", "the secret key of");
        refused(() -> new Recipient("age1nonsense", ""), "no recipient", "checksum");
        refused(() -> new Recipient("AGE-SECRET-KEY-1AAA", ""), "that is a secret key");
    }

    @Test
    void rotatingLocksOldKeysOut() throws IOException {
        var other = new Recipient(new IdentityFile(directory.resolve("other")).add(), "");
        vault.add(other);
        Files.copy(directory.resolve("identity"), directory.resolve("old"));
        Files.copy(file(), directory.resolve("old.age"));
        String fresh = vault.rotate();
        assertEquals(
                List.of(fresh, other.key()),
                vault.recipients().stream().map(Recipient::key).toList());
        assertEquals(VALUE, vault.get("TOKEN").orElseThrow());
        assertEquals(VALUE, vault("other").get("TOKEN").orElseThrow());
        refused(() -> vault("old").names(), "does not open");
        var older = new Vault(directory.resolve("old.age"), vault.identities(), Duration.ZERO);
        assertEquals(VALUE, older.get("TOKEN").orElseThrow(), "older copies open with the older key");
    }

    @Test
    void whatIsNoNameIsNotRepeated() {
        refused(() -> vault.set("canary value", "x"), "no name for a secret");
        refused(() -> vault.set("", "x"), "no name");
        refused(() -> vault.set("A", ""), "is empty");
    }

    @Test
    void nothingSaysAValue() {
        var content = new Content(vault.recipients(), new TreeMap<>(vault.secrets()));
        String said =
                vault.recipients() + content.toString() + vault.identities().read();
        assertFalse(said.contains("canary") || said.contains("AGE-SECRET"), said);
        assertTrue(content.text().contains("canary"));
        assertEquals(content, Content.parse(content.text()));
    }

    @Test
    void aSourceOpensTheVaultOnNeedAndOnce() throws IOException {
        var source = new VaultSource(file(), directory.resolve("identity"));
        assertTrue(source.ask("TOKEN").toString().contains("the vault " + file()));
        Files.delete(directory.resolve("identity"));
        assertTrue(source.ask("NONE").toString().contains("has no NONE"));
        var absent = new VaultSource(directory.resolve("no.age"), directory.resolve("none"));
        assertTrue(absent.ask("X").toString().contains("there is no vault"));
    }
}
