package dev.slipway.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault and the real age tool, each reading what the other has written. */
class AgeToolTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void onlyWithAge() throws Exception {
        assumeTrue(run("command -v age && command -v age-keygen") == 0, "the age tool is not installed");
    }

    private int run(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(directory.resolve("log").toFile()))
                .start()
                .waitFor();
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    }

    private Vault vault(String identity) {
        return new Vault(
                directory.resolve("vault.age"), new IdentityFile(directory.resolve(identity)), Duration.ofSeconds(1));
    }

    @Test
    void ageReadsWhatSlipwayWrites() throws Exception {
        Vault vault = vault("identity");
        vault.init(List.of());
        vault.set("TOKEN", "one\ntwo");
        assertEquals(0, run("age -d -i identity vault.age > plain"), read("log"));
        assertEquals(
                "secret TOKEN one\\ntwo",
                read("plain").lines().skip(2).findFirst().orElseThrow());
        assertEquals(0, run("age-keygen -y identity > public"), read("log"));
        assertEquals(vault.identities().recipients().get(0), read("public").strip());
    }

    @Test
    void slipwayReadsWhatAgeWrites() throws Exception {
        assertEquals(
                0,
                run(
                        "age-keygen -o mine && age-keygen -o theirs && (age-keygen -y mine; age-keygen -y theirs) > public"),
                read("log"));
        List<String> keys = read("public").lines().toList();
        Files.writeString(
                directory.resolve("plain"),
                "slipway vault 1\nrecipient " + keys.get(0) + " me\nrecipient " + keys.get(1) + "\nsecret A b c\n");
        for (String form : new String[] {"-a", ""}) {
            Files.deleteIfExists(directory.resolve("vault.age"));
            assertEquals(0, run("age -e " + form + " -R public -o vault.age plain"), read("log"));
            assertEquals("b c", vault("mine").get("A").orElseThrow());
            vault("theirs").set("A", "d");
            assertEquals("d", vault("mine").get("A").orElseThrow());
            assertEquals(0, run("age -d -i mine vault.age > again"), read("log"));
            assertEquals(
                    keys.get(0) + " me", read("again").lines().toList().get(1).substring("recipient ".length()));
        }
    }
}
