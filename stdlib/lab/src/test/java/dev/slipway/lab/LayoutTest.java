package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    Path directory;

    private Layout read(String... lines) throws IOException {
        Files.write(directory.resolve(Layout.FILE), List.of(lines));
        return Layout.in(directory).orElseThrow();
    }

    @Test
    void linesAreWhatTheLabIsTold() throws IOException {
        Layout layout = read(
                "# what there is",
                "pace 2.5  # faster",
                "place proxmox home nodes=a,b",
                "    address=10.0.3.11:8006,10.0.3.12:8006 # indented: it goes on",
                "",
                "    tokens=$TOKEN",
                "place ssh neo authorized=\"ssh-rsa AAAA a # b\" user=",
                "secret TOKEN root@pam!a=b#c",
                "secret NAME \"two words\"",
                "key SSH_KEY");
        assertEquals(Optional.of("2.5"), layout.pace());
        assertEquals(Map.of("TOKEN", "root@pam!a=b#c", "NAME", "two words"), layout.secrets());
        assertEquals(Set.of("SSH_KEY"), layout.keys());
        assertEquals(
                List.of(
                        new Layout.Wanted(
                                new Placement(
                                        "proxmox",
                                        "home",
                                        Map.of(
                                                "nodes", "a,b",
                                                "address", "10.0.3.11:8006,10.0.3.12:8006",
                                                "tokens", "root@pam!a=b#c")),
                                3),
                        new Layout.Wanted(
                                new Placement("ssh", "neo", Map.of("authorized", "ssh-rsa AAAA a # b", "user", "")),
                                7)),
                layout.wanted());
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        var refused = assertThrows(
                InvalidInputException.class,
                () -> read(
                        "    pace 0",
                        "plaec ssh neo",
                        "place ssh",
                        "place ssh neo address",
                        "place ssh neo a=$NOWHERE",
                        "place ssh -x a=b",
                        "secret A",
                        "secret B 1 2",
                        "key C",
                        "secret C 1"));
        assertEquals(
                List.of(1, 2, 3, 4, 5, 5, 6, 7, 8, 10),
                refused.problems().stream()
                        .map(problem -> problem.where().line())
                        .sorted()
                        .toList());
    }

    @Test
    void noFileIsNoLayout() {
        assertEquals(Optional.empty(), Layout.in(directory));
    }
}
