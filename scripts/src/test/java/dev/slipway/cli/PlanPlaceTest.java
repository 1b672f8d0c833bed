package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved plan is applied where its state is, and what only looks like one is refused before it costs anything. */
class PlanPlaceTest {
    @TempDir
    Path directory;

    private Path made(Shell shell) {
        Path script = shell.write(
                "one/one.main.kts", "import dev.slipway.dsl.*", "file(\"a\") { content = readFile(\"in\").trim() }");
        shell.write("one/in", "first");
        assertEquals(Exit.DONE, shell.run(script.toString(), "up", "--yes").code());
        shell.write("one/in", "second");
        Path plan = shell.path("one/p.plan");
        assertEquals(
                Exit.DONE,
                shell.run(script.toString(), "plan", "--out", plan.toString()).code());
        return plan;
    }

    private void copy(String from, String to) throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve(from))) {
            for (Path file : all.toList()) {
                Files.copy(
                        file,
                        directory.resolve(to).resolve(directory.resolve(from).relativize(file)));
            }
        }
    }

    @Test
    void aCopyIsChangedAndNotTheOriginal() throws IOException {
        var shell = new Shell(directory);
        made(shell);
        copy("one", "two");
        var applied = shell.run("apply", shell.path("two/p.plan").toString(), "--yes");
        assertEquals(Exit.DONE, applied.code(), applied.out() + applied.err());
        assertEquals("second", shell.read("two/a"));
        assertEquals("first", shell.read("one/a"));
    }

    @Test
    void aPlanElsewhereIsAppliedWhereItWasMadeAndSaysSo() throws IOException {
        var shell = new Shell(directory);
        Path plan = made(shell);
        Path elsewhere =
                Files.move(plan, Files.createDirectory(directory.resolve("ci")).resolve("p.plan"));
        var applied = shell.run("apply", elsewhere.toString(), "--yes");
        assertEquals(Exit.DONE, applied.code(), applied.out() + applied.err());
        assertEquals("second", shell.read("one/a"));
        assertTrue(applied.err().contains("The plan is applied to one\n"), applied.err());
    }

    @Test
    void aPlanThatIsNotThereIsSaidBeforeAnythingIsAsked() {
        var missing =
                new Shell(directory).run("apply", directory.resolve("no.plan").toString());
        assertEquals(Exit.USAGE, missing.code());
        assertTrue(missing.err().startsWith("error: plan no.plan not found"), missing.err());
    }

    @Test
    void whatUnpacksToMoreThanAnyPlanIsRefusedWithoutBeingUnpacked() throws IOException {
        Path bomb = directory.resolve("bomb.plan");
        try (OutputStream out = Files.newOutputStream(bomb);
                var zip = new ZipOutputStream(out)) {
            var zeros = new byte[1 << 20];
            zip.putNextEntry(new ZipEntry(PlanZip.PLAN));
            for (int i = 0; i < 513; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertTrue(Files.size(bomb) < 1 << 23, "it is small");
        assertTrue(PlanZip.isPlan(bomb), "by its list of parts");
        var refused = new Shell(directory).run("apply", bomb.toString(), "--yes");
        assertEquals(Exit.USAGE, refused.code());
        assertTrue(refused.err().contains("larger than any plan"), refused.err());
        Path text = Files.writeString(directory.resolve("text.plan"), "PK is not all");
        assertFalse(PlanZip.isPlan(text));
    }
}
