package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    private static Stream<Class<?>> sorts(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordJsonTest::sorts)
                : Stream.of(type);
    }

    /** What is read back is told by its simple name alone. */
    @Test
    void noTwoSortsOfWorkHaveTheSameName() {
        List<String> names = sorts(TaskBody.class).map(Class::getSimpleName).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        var volume = new Volume("local:iso/a.iso", "neo", "iso", "iso", 5, 0, 7, "ab");
        for (TaskBody work : List.of(
                new CreateVm(Map.of("name", "a\"b"), true, false, ""),
                new CloneVm(101, "neo", Map.of(), true, "", "raw", ""),
                new RemoveFile("local:iso/a.iso"),
                new StoreFile(volume, ""),
                new RemoveCephPart("osd/1"),
                new AddCephService(new ConfigSection("mon/a", Map.of("host", "neo"))),
                new RebootVm())) {
            Task task = Task.begun("neo", 1000, 1_700_000_000_000L, "t", "100", "root@pam", work)
                    .says("a line");
            assertEquals(task, RecordJson.read(Task.class, RecordJson.text(task)));
        }
        var rules = new Ruleset(
                Map.of("enable", "1"),
                List.of(Map.of("type", "in")),
                Map.of("lan", Map.of("cidr", "10.0.0.0/8")),
                Map.of("set", List.of(Map.of("cidr", "10.0.0.1"))),
                Map.of());
        assertEquals(rules, RecordJson.read(Ruleset.class, RecordJson.text(rules)));
    }
}
