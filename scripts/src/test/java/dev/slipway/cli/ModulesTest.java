package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that are made of several files, in directories of their own. */
class ModulesTest {
    private static final String SITE = """
            import dev.slipway.dsl.*
            fun site(name: String) {
                template("out/$name.html") {
                    from = here("page.template")
                    value("name", name)
                }
            }
            """;

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private String planned(String script) {
        var plan = shell.run(script, "plan", "--all");
        assertEquals(Exit.DONE, plan.code(), plan.out() + plan.err());
        return plan.out();
    }

    @Test
    void filesOfOneNameInSeveralDirectoriesWorkTogether() {
        shell.write(
                "vm/main.main.kts", "import dev.slipway.dsl.*", "fun vm() { file(\"vm.txt\") { content = \"v\" } }");
        shell.write(
                "dns/main.main.kts", "import dev.slipway.dsl.*", "fun dns() { file(\"dns.txt\") { content = \"d\" } }");
        shell.write("a-b/dns/main.main.kts", "val deep = 1");
        shell.write("a_b/dns/main.main.kts", "@file:Import(\"../../vm/../vm/main.main.kts\")", "fun deeper() = vm()");
        String script = shell.write(
                        "main.main.kts",
                        "@file:Import(\"vm/main.main.kts\", \"dns/main.main.kts\", \"a-b/dns/main.main.kts\")",
                        "@file:Import(\"a_b/dns/main.main.kts\")",
                        "deeper()",
                        "dns()",
                        "dev.slipway.dsl.output(\"n\") { deep }")
                .toString();
        String plan = planned(script);
        assertTrue(plan.contains("file/vm.txt"), plan);
        assertTrue(plan.contains("file/dns.txt"), plan);
        assertTrue(plan.contains("+ n  = 1"), plan);
        assertTrue(
                plan.contains("(main.main.kts:3, in deeper() a_b/dns/main.main.kts:2, in vm() vm/main.main.kts:2)"),
                plan);
        assertTrue(plan.contains("(main.main.kts:4, in dns() dns/main.main.kts:2)"), plan);
    }

    @Test
    void anErrorInAFileOfACommonNameNamesItsDirectory() {
        shell.write("vm/main.main.kts", "fun vm() {}");
        shell.write("dns/main.main.kts", "fun dns() { nothing }");
        String script = shell.write("one.main.kts", "@file:Import(\"vm/main.main.kts\", \"dns/main.main.kts\")")
                .toString();
        String err = shell.run(script).err();
        assertTrue(err.startsWith("error: dns/main.main.kts:1:13: Unresolved reference 'nothing'."), err);
    }

    @Test
    void anExceptionInAComponentNamesTheCallAndTheLine() {
        shell.write(
                "lib/site.main.kts",
                "fun site(n: Int) {",
                "    listOf(n).forEach {",
                "        check(it > 1) { \"too few\" }",
                "    }",
                "}");
        String script = shell.write("one.main.kts", "@file:Import(\"lib/site.main.kts\")", "", "site(2)", "site(1)")
                .toString();
        String err = shell.run(script).err();
        assertTrue(err.startsWith("error: one.main.kts:4, in site() lib/site.main.kts:3: the script failed"), err);
    }

    @Test
    void hereIsTheDirectoryOfTheScriptThatCallsIt() {
        shell.write("lib/site.main.kts", SITE);
        shell.write("lib/page.template", "This is {{name}}.");
        shell.write("page.template", "the wrong one");
        shell.write("notes.txt", "n");
        String script = shell.write(
                        "one.main.kts",
                        "@file:Import(\"lib/site.main.kts\")",
                        "import dev.slipway.dsl.*",
                        "site(\"shop\")",
                        "output(\"notes\") { readFile(here(\"notes.txt\")).trim() + here(\"/etc/x\") + here(\"../y\") }")
                .toString();
        var up = shell.run(script, "up", "--yes");
        assertEquals(Exit.DONE, up.code(), up.err());
        assertEquals("This is shop.\n", shell.read("out/shop.html"));
        assertTrue(up.out().contains("notes = n/etc/x../y"), up.out());
        assertTrue(shell.run(script).out().contains("No changes"));
        shell.write("lib/page.template", "That is {{name}}.");
        assertTrue(planned(script).contains("file/out/shop.html"));
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        assertEquals("That is shop.\n", shell.read("out/shop.html"));
    }

    @Test
    void problemsInAComponentNameTheCallsThatLedThere() {
        shell.write("lib/site.main.kts", SITE);
        shell.write("lib/page.template", "{{name}}");
        String script = shell.write(
                        "dup.main.kts",
                        "@file:Import(\"lib/site.main.kts\")",
                        "val names = listOf(\"shop\")",
                        "names.forEach { site(it) }",
                        "",
                        "site(\"shop\")")
                .toString();
        String err = shell.run(script).err();
        assertTrue(err.contains("dup.main.kts:5, in site() lib/site.main.kts:3"), err);
        assertTrue(err.contains("the first is at dup.main.kts:3, in site() lib/site.main.kts:3"), err);
    }

    @Test
    void planAndWhyAndJsonNameTheCall() {
        shell.write("lib/site.main.kts", SITE);
        shell.write("lib/page.template", "{{name}}");
        String script = shell.write(
                        "one.main.kts",
                        "@file:Import(\"lib/site.main.kts\")",
                        "import dev.slipway.dsl.*",
                        "class Shelf { fun fill(name: String = \"x\") = site(name) }",
                        "fun all() {",
                        "    fun one() = Shelf().fill()",
                        "    one()",
                        "}",
                        "all()",
                        "file(\"own.txt\") {",
                        "    content = \"x\"",
                        "}")
                .toString();
        String call =
                "one.main.kts:8, in all() one.main.kts:6, in one() one.main.kts:5, in Shelf.fill() one.main.kts:3, "
                        + "in site()";
        String plan = planned(script);
        assertTrue(plan.contains("  ~ all()                  2 steps: 1 compute, 1 create  (one.main.kts:8)"), plan);
        assertTrue(plan.contains("    + file/out/x.html      create: not in state  (one.main.kts:6, in one() "), plan);
        assertTrue(plan.contains("in site() lib/site.main.kts:3)"), plan);
        assertTrue(plan.contains("(one.main.kts:9)"), plan);
        String why = shell.run(script, "why", "file/out/x.html").out();
        assertTrue(why.contains(call + " lib/site.main.kts:3"), why);
        String json = shell.run(script, "plan", "--json").out();
        assertTrue(json.contains("\"file\":\"lib/site.main.kts\",\"line\":3,\"call\":\"" + call + "\""), json);
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        assertTrue(shell.run(script, "state", "list").out().contains(call));
        shell.write("one.main.kts", "import dev.slipway.dsl.*", "file(\"own.txt\") { content = \"x\" }");
        assertTrue(planned(script).contains("in site() lib/site.main.kts:3)"), planned(script));
        assertFalse(planned(script).contains("own.txt"));
    }

    @Test
    void aBlockGivenToAComponentIsALineOfWhoWroteIt() {
        shell.write("lib/wrap.main.kts", "fun wrap(block: () -> Unit) {", "    block()", "}");
        String script = shell.write(
                        "one.main.kts",
                        "@file:Import(\"lib/wrap.main.kts\")",
                        "import dev.slipway.dsl.*",
                        "wrap {",
                        "    file(here(\"x\")) { content = \"x\" }",
                        "}")
                .toString();
        assertTrue(planned(script).contains("(one.main.kts:4)"), planned(script));
    }
}
