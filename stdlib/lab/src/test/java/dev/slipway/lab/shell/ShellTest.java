package dev.slipway.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.lab.host.Hosts;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell of the lab does what the shell of this machine does. */
class ShellTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo hello   world",
                "echo \"a  b\" 'c  $d' e\\ f",
                "x=1; echo $x ${x} ${y:-none} ${#x} \"${x}2\"",
                "x='a b'; for i in $x c; do echo \"[$i]\"; done",
                "set -- 'a b' c; for i in \"$@\"; do echo \"[$i]\"; done; echo $#",
                "set --; for i in \"$@\"; do echo never; done; echo none",
                "false || echo or; true && echo and; ! false && echo not",
                "if [ a = b ]; then echo x; elif test 1 -lt 2; then echo y; else echo z; fi",
                "case abc in x) echo x;; a*|z) echo a;; *) echo other;; esac",
                "echo $(echo inner; echo lines)",
                "printf '%s-%s\\n' a b c",
                "x=5; cat <<'EOF' | grep -x two\none $x\ntwo\nEOF\necho $x",
                "x=5; cat <<EOF\none $x\nEOF",
                "set -e; false; echo never",
                "set -e; if false; then :; fi; false || true; echo reached",
                "set -e; (false; echo never); echo never",
                "eval 'a=1; echo $a'; echo $?",
                "(exit 3); echo $?; exit 4",
                "{ echo one; echo two; } | wc -l | tr -d ' '",
                "x=/a/b/c.txt; echo ${x##*/} ${x%.txt} ${x%/*} ${x#/a}",
                "exec </dev/null; cat; echo end",
                "nosuchprogram 2>/dev/null; echo $?",
                "echo a # comment\n# another\necho b",
                "if true; then echo",
                "echo 'open"
            })
    void likeTheShellOfThisMachine(String script) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        var process = new ProcessBuilder("/bin/sh", "-c", script).start();
        process.getOutputStream().close();
        String expected = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        var out = new ByteArrayOutputStream();
        var job = new ProcessContext(Map.of(), "root", 1, ProcessContext.NOTHING, out, OutputStream.nullOutputStream());
        int status = new Shell(Hosts.alone(directory), job, List.of("sh")).run(script);
        assertEquals(expected, out.toString(StandardCharsets.UTF_8));
        assertEquals(process.exitValue(), status);
    }
}
