package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads of many resources, and how some of many are named. */
class LargePlansTest {
    private static final String REST = "Not all of the plan is shown: --all shows every step and every field.";

    @TempDir
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private void script(String... lines) {
        var all = new String[lines.length + 1];
        all[0] = "import dev.slipway.dsl.*";
        System.arraycopy(lines, 0, all, 1, lines.length);
        script = shell.write("many.main.kts", all).toString();
    }

    private String out(String... typed) {
        var all = new String[typed.length + 1];
        all[0] = script;
        System.arraycopy(typed, 0, all, 1, typed.length);
        var result = shell.run(all);
        assertEquals(Exit.DONE, result.code(), result.out() + result.err());
        return result.out();
    }

    @Test
    void newResourcesOfOneLineAreFolded() {
        script("for (i in 1..60) file(\"out/f$i\") { content = \"x\" }");
        String plan = out("plan");
        assertTrue(plan.contains("+ file/out/f2 "), plan);
        assertFalse(plan.contains("+ file/out/f3 "), plan);
        assertTrue(plan.contains("… and 58 more file/…  create, first file/out/f3, last file/out/f60"), plan);
        assertTrue(plan.contains("Plan: 60 to create"), plan);
        assertTrue(plan.endsWith(REST + "\n"), plan);
        String all = out("plan", "--all");
        assertEquals(
                60, all.lines().filter(line -> line.contains("+ file/out/f")).count());
        assertFalse(all.contains(REST), all);
    }

    @Test
    void whatIsChangedOrDeletedIsNeverFolded() {
        script("for (i in 1..20) file(\"out/f$i\") { content = \"x\" }");
        out("up", "--yes");
        script("for (i in 1..10) file(\"out/f$i\") { content = \"y\" }");
        String plan = out("plan");
        assertEquals(
                10,
                plan.lines().filter(line -> line.startsWith("  ~ file/out/f")).count(),
                plan);
        assertEquals(
                10,
                plan.lines().filter(line -> line.startsWith("  - file/out/f")).count(),
                plan);
    }

    @Test
    void whatAWordAddsForItselfIsHidden() {
        shell.write("page.template", "{{name}}");
        script(
                "template(\"web.conf\") { from = \"page.template\"; value(\"name\", \"x\") }",
                "file(\"b\") { content(text(\"made of \", \"parts\")) }");
        String plan = out("plan");
        assertTrue(plan.contains("+ file/web.conf") && plan.contains("+ file/b"), plan);
        assertFalse(plan.contains("template/") || plan.contains("text/"), plan);
        assertTrue(plan.endsWith(REST + "\n"), plan);
        String all = out("plan", "--all");
        assertTrue(all.contains("template/web.conf") && all.contains("text/"), all);
    }

    @Test
    void aComponentWithManyStepsIsFolded() {
        script("fun site() {", "    for (i in 1..12) file(\"out/f$i\") { content = \"x\" }", "}", "site()");
        String plan = out("plan");
        assertTrue(plan.contains("+ site()  12 steps: 12 create; --all shows them  (many.main.kts:5)"), plan);
        assertFalse(plan.contains("file/out/f1 "), plan);
        assertTrue(out("plan", "--all").contains("    + file/out/f12  create: not in state  (many.main.kts:3)"));
    }

    @Test
    void aComponentIsNamedAsATarget() {
        script(
                "fun site(name: String) { file(\"site/$name\") { content = \"x\" } }",
                "fun zone(name: String) { file(\"zone/$name\") { content = \"x\" } }",
                "site(\"a\"); site(\"b\"); zone(\"a\")",
                "file(\"own\") { content = \"x\" }");
        String up = out("up", "--yes", "--target", "site()");
        assertTrue(up.contains("Done: 2 changed, 0 unchanged, 2 excluded, 0 failed, 0 skipped"), up);
        assertTrue(out("up", "--yes", "--exclude", "zone").contains("Done: 1 changed, 2 unchanged, 1 excluded"));
        String replaced = out("plan", "--replace", "s*()");
        assertEquals(
                2,
                replaced.lines().filter(line -> line.contains("± file/site/")).count(),
                replaced);
        assertTrue(out("plan", "--target", "file/zone/?").contains("+ file/zone/a"));
        var none = shell.run(script, "plan", "--target", "sites()");
        assertEquals(Exit.USAGE, none.code());
        assertTrue(none.err().contains("there is no component sites()"), none.err());
        assertTrue(none.err().contains("the components are: site(), zone()"), none.err());
        String down = shell.run(script, "down", "--yes", "--target", "site()").out();
        assertTrue(down.contains("Done: 2 changed, 0 unchanged, 1 excluded"), down);
    }

    @Test
    void whatIsExcludedIsNotCalledUnchanged() {
        script("for (i in 1..9) file(\"out/f$i\") { content = \"x\" }");
        String up = out("up", "--yes", "--target", "file/out/f3");
        assertTrue(up.endsWith("Done: 1 changed, 0 unchanged, 8 excluded, 0 failed, 0 skipped\n"), up);
    }

    @Test
    void aRenamedScriptIsToldOnceWhatHappened() {
        script("for (i in 1..59) file(\"out/f$i\") { content = \"x\" }");
        out("up", "--yes");
        shell.write("renamed.main.kts", shell.read("many.main.kts").strip());
        assertTrue(shell.path("many.main.kts").toFile().delete());
        script = shell.path("renamed.main.kts").toString();
        var plan = shell.run(script, "plan");
        assertTrue(plan.err().contains("if it was renamed: mv .slipway/many .slipway/renamed"), plan.err());
        assertTrue(plan.err().contains("error: renamed.main.kts:2: file/out/f1 exists already"), plan.err());
        assertTrue(plan.err().contains("error: renamed.main.kts:2: file/out/f2 exists already"), plan.err());
        assertTrue(
                plan.err().contains("57 more with the same reason, the last: file/out/f59 exists already"), plan.err());
        assertTrue(plan.err().lines().count() < 20, plan.err());
        assertEquals(
                59,
                shell.run(script, "plan", "--json").out().split("exists already", -1).length - 1,
                "programs get all");
    }

    @Test
    void aNewScriptIsNotGivenTheStateOfAnother() {
        script("file(\"a\") { content = \"x\" }");
        out("up", "--yes");
        assertTrue(shell.path("many.main.kts").toFile().delete());
        String other = shell.write("env.main.kts", "import dev.slipway.dsl.*", "file(\"b\") { content = \"x\" }")
                .toString();
        assertEquals("", shell.run(other, "plan").err());
    }

    @Test
    void stateIsMovedByPattern() {
        script("for (i in 1..3) file(\"etc/f$i\") { content = \"x\" }", "file(\"own\") { content = \"x\" }");
        out("up", "--yes");
        String moved = out("state", "mv", "file/etc/*", "file/opt/etc/*");
        assertEquals("""
                file/etc/f1 -> file/opt/etc/f1
                file/etc/f2 -> file/opt/etc/f2
                file/etc/f3 -> file/opt/etc/f3
                Done: 3 changed.
                """, moved);
        assertTrue(out("state", "list").contains("file/opt/etc/f3"));
        assertEquals("Done: 3 changed.\n", out("state", "rm", "file/opt/*"));
        var fewer = shell.run(script, "state", "mv", "file/*", "file/x");
        assertEquals(Exit.USAGE, fewer.code());
        assertTrue(fewer.err().contains("'file/*' and 'file/x' do not correspond"), fewer.err());
        var none = shell.run(script, "state", "mv", "file/etc/*", "file/opt/*");
        assertTrue(none.err().contains("no task matches file/etc/*"), none.err());
    }

    @Test
    void twoOfAPatternDoNotGetOneKey() {
        script("file(\"ab\") { content = \"x\" }", "file(\"b\") { content = \"y\" }");
        out("up", "--yes");
        var taken = shell.run(script, "state", "mv", "file/a*", "file/*");
        assertEquals(Exit.USAGE, taken.code());
        assertTrue(taken.err().contains("file/b is already recorded"), taken.err());
        assertTrue(out("state", "list").contains("file/ab"));
    }
}
