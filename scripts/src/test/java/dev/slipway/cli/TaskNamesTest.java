package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.TaskKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskNamesTest {
    private static final TaskKey MACHINE = new TaskKey("proxmox.vm", "db");

    private static TaskNames keys(String... known) {
        return new TaskNames(
                Stream.of(known).map(TaskKey::parse).toList(),
                key -> Set.of("proxmox.seed", "proxmox.firewall.vm").contains(key.kind())
                        ? Optional.of(new TaskKey("proxmox.vm", key.name()))
                        : Optional.empty());
    }

    private static Set<String> texts(Set<TaskKey> keys) {
        return keys.stream().map(TaskKey::toString).collect(Collectors.toSet());
    }

    private final TaskNames keys = keys(
            "proxmox.vm/db",
            "proxmox.seed/db",
            "proxmox.firewall.vm/db",
            "proxmox.vm/web",
            "proxmox.seed/web",
            "file/web",
            "file/etc/x");

    @Test
    void aNameMeansTheMachineAndWhatBelongsToIt() {
        assertEquals(
                Set.of("proxmox.vm/db", "proxmox.seed/db", "proxmox.firewall.vm/db"),
                texts(keys.all(List.of("db"), "--target")));
        assertEquals(MACHINE, keys.one("db", "why"));
        assertEquals(Set.of(MACHINE), keys.each(List.of("db"), "--replace"));
    }

    @Test
    void aKeyMeansItselfAlone() {
        assertEquals(Set.of("proxmox.vm/db"), texts(keys.all(List.of("proxmox.vm/db"), "--target")));
        assertEquals(Set.of("proxmox.vm/db"), texts(keys.all(List.of("pve.vm/db"), "--target")), "a former name");
        assertEquals(Set.of("proxmox.seed/web"), texts(keys.each(List.of("pve.seed/w*"), "--target")));
        assertEquals(Set.of("proxmox.seed/db"), texts(keys.all(List.of("proxmox.seed/db"), "--target")));
    }

    @Test
    void aPatternMeansAllThatMatch() {
        assertEquals(Set.of("proxmox.vm/db", "proxmox.vm/web"), texts(keys.all(List.of("proxmox.vm/*"), "--release")));
        assertEquals(7, keys.all(List.of("*"), "--release").size());
        var none = assertThrows(ExitException.class, () -> keys.all(List.of("talos.*"), "--release"));
        assertTrue(String.valueOf(none.getMessage()).contains("no task matches talos.*"));
    }

    @Test
    void aNameOfSeveralThatDoNotBelongTogetherIsAmbiguous() {
        var refused = assertThrows(ExitException.class, () -> keys.all(List.of("web"), "--target"));
        assertTrue(String.valueOf(refused.getMessage()).contains("--target web is ambiguous"));
        assertTrue(String.valueOf(refused.getMessage()).contains("[file/web, proxmox.vm/web]"));
    }
}
