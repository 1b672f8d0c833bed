package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.ForEach;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half of a character has no form in a file: it would come back as another text. */
class HalfCharacterTest {
    private static final String SMILE = "\uD83D\uDE00";

    private static Task task(Object... inputs) {
        return new Effect(new TaskKey("vm", "a"), Fields.of(inputs), TaskOptions.NONE, new Origin("x.kts", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "a\uDE00", "\uD83Da", "\uD83D\uD83D\uDE00", "\uDE00\uD83D"})
    void isRefusedWhereverItIs(String half) {
        var builder = Graph.builder()
                .add(task(
                        "text", half,
                        "nested", List.of(Map.of("x", half)),
                        "named", Map.of(half, 1),
                        "file", FileContent.of(half),
                        "good", SMILE))
                .output("result", Value.of(half), new Origin("x.kts", 9));
        var refused = assertThrows(InvalidInputException.class, builder::build);
        assertEquals(5, refused.problems().size(), refused.getMessage());
        assertTrue(
                refused.getMessage().contains("x.kts:7: the input 'nested' of vm/a holds half of a character"),
                refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new TaskKey("vm", "x" + half));
    }

    @ParameterizedTest
    @ValueSource(strings = {SMILE, "a" + SMILE + "b", SMILE + SMILE, "\uFFFD?"})
    void wholeCharactersAreFine(String whole) {
        assertDoesNotThrow(() -> Graph.builder().add(task("text", whole)).build());
        assertEquals(whole, new TaskKey("vm", whole).name());
    }

    @Test
    void anElementMustHaveAWholeName() {
        var fan = new ForEach("pool", Value.of(List.of("a\uD83D")), List.of(task()), Origin.NONE);
        Graph graph = Graph.builder()
                .add(new ForEach("pool", Value.of(List.of("a")), List.of(task()), Origin.NONE))
                .build();
        var refused = assertThrows(
                InvalidInputException.class,
                () -> Expansion.of(graph, graph.fans().get(0), fan.over()));
        assertTrue(refused.getMessage().contains("has no name that could be part of a key"), refused.getMessage());
    }
}
