package dev.slipway.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.ide.WriteResult.Outcome;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdeTest {
    @TempDir
    Path directory;

    private Path home = Path.of("");
    private LocalRepository repository = new LocalRepository(home);

    @BeforeEach
    void ship() throws IOException {
        home = directory.resolve("home");
        repository = new LocalRepository(directory.resolve("m2"));
        Files.createDirectories(home.resolve("run"));
        Files.createDirectories(home.resolve("sources"));
        Files.write(home.resolve("run/kotlin-stdlib-2.4.21.jar"), new byte[0]);
        ship("slipway-runtime", "");
        ship(
                "slipway-dsl",
                needed("dev.slipway", "slipway-runtime", "") + needed("org.jetbrains.kotlin", "kotlin-stdlib", ""));
        ship(
                "slipway-stdlib",
                needed("dev.slipway", "slipway-dsl", "") + needed("io.kotest", "kotest", "<scope>test</scope>"));
    }

    private void ship(String name, String dependencies) throws IOException {
        jar(
                home.resolve("run/" + name + "-0.1.0.jar"),
                name,
                "<project><dependencies>" + dependencies + "</dependencies></project>");
        jar(home.resolve("sources/" + name + "-0.1.0-sources.jar"), name, "");
    }

    private static String needed(String group, String name, String more) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + name + "</artifactId>" + more
                + "</dependency>";
    }

    private static void jar(Path file, String name, String pom) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            var entry = new ZipEntry("META-INF/maven/dev.slipway/" + name + "/pom.xml");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(pom.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<Outcome> install() throws IOException {
        return repository.install(new OwnJars(home)).stream()
                .map(WriteResult::outcome)
                .toList();
    }

    @Test
    void jarsSourcesAndDescriptionsAreWhereMavenLooks() throws IOException {
        assertEquals(9, install().size());
        Path words = repository.directory().resolve("dev/slipway/slipway-stdlib/0.1.0");
        for (String file :
                List.of("slipway-stdlib-0.1.0.jar", "slipway-stdlib-0.1.0-sources.jar", "slipway-stdlib-0.1.0.pom")) {
            assertTrue(Files.size(words.resolve(file)) > 0, file);
        }
        String pom = Files.readString(words.resolve("slipway-stdlib-0.1.0.pom"));
        assertTrue(pom.contains("<artifactId>slipway-dsl</artifactId>"), pom);
        assertFalse(pom.contains("kotest") || pom.contains("parent"), pom);
        String grammar =
                Files.readString(repository.directory().resolve("dev/slipway/slipway-dsl/0.1.0/slipway-dsl-0.1.0.pom"));
        assertTrue(grammar.contains("<version>2.4.21</version>"), grammar);
    }

    @Test
    void aSecondTimeWritesNothing() throws IOException {
        assertTrue(install().stream().allMatch(Outcome.WROTE::equals));
        assertTrue(install().stream().allMatch(Outcome.SAME::equals));
        ship("slipway-dsl", needed("dev.slipway", "slipway-runtime", ""));
        assertEquals(2, install().stream().filter(Outcome.WROTE::equals).count());
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        Files.delete(home.resolve("sources/slipway-dsl-0.1.0-sources.jar"));
        String said = assertThrows(InvalidInputException.class, this::install).getMessage();
        assertTrue(said.contains("slipway-dsl-0.1.0-sources.jar"), said);
        assertFalse(Files.exists(repository.directory()));
    }

    @Test
    void aProjectIsBegunAndNothingIsWrittenOver() throws IOException {
        var project = new MinimalProject(directory.resolve("project"));
        assertEquals(Outcome.WROTE, project.begin(new OwnJars(home)).get(0).outcome());
        assertEquals(Outcome.SAME, project.begin(new OwnJars(home)).get(0).outcome());
        Path pom = directory.resolve("project/pom.xml");
        assertTrue(Files.readString(pom).contains("<artifactId>slipway-stdlib</artifactId>"));
        Path plain = Files.writeString(directory.resolve("plain"), "");
        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(pom), "for who may read here");
        Files.writeString(pom, "mine");
        assertEquals(Outcome.KEPT, project.begin(new OwnJars(home)).get(0).outcome());
        assertEquals("mine", Files.readString(pom));
    }

    @Test
    void anEditorFindsTheLinesOfErrors() throws IOException {
        List<WriteResult> unused = new MinimalProject(directory.resolve("project")).begin(new OwnJars(home));
        String tasks = Files.readString(directory.resolve("project/.vscode/tasks.json"));
        Matcher regexp = Pattern.compile("\"regexp\": \"(.*)\",\n").matcher(tasks);
        assertTrue(regexp.find(), tasks);
        var pattern = Pattern.compile(regexp.group(1).replace("\\\\", "\\"));
        String[][] lines = {
            {"error: lib/site.main.kts:4:16: Unresolved reference 'x'.", "lib/site.main.kts", "4", "16"},
            {"error: one.main.kts:7: file/a is declared twice", "one.main.kts", "7", null},
            {"warning: one.main.kts:5, in site() lib/site.main.kts:8: the x", "lib/site.main.kts", "8", null},
            {"error: a.main.kts:5, in all() b.main.kts:2, in C.fill() c.main.kts:8: twice", "c.main.kts", "8", null},
        };
        for (String[] line : lines) {
            Matcher found = pattern.matcher(line[0]);
            assertTrue(found.matches(), line[0]);
            assertEquals(
                    Arrays.asList(line).subList(1, 4), Arrays.asList(found.group(1), found.group(2), found.group(3)));
        }
        assertFalse(pattern.matcher("error: no home directory found").matches());
        assertEquals(3, tasks.split("problemMatcher", -1).length - 1, "the others have none to ask for");
    }

    @Test
    void theRepositoryIsThatOfTheSettings() throws IOException {
        var environment = Map.of("HOME", directory.toString());
        assertEquals(
                directory.resolve(".m2/repository"),
                LocalRepository.of(environment).directory());
        Files.createDirectories(directory.resolve(".m2"));
        Files.writeString(
                directory.resolve(".m2/settings.xml"),
                "<settings><!-- <localRepository>/no</localRepository> -->\n"
                        + "<localRepository> /yes </localRepository></settings>");
        assertEquals(Path.of("/yes"), LocalRepository.of(environment).directory());
    }
}
