package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static final Detail NARROW = new Detail(60, false);

    @Test
    void showsWhereLongTextsDiffer() {
        String tail = "z".repeat(50);
        var excerpt = Excerpt.of("a".repeat(50) + "one" + tail, "a".repeat(50) + "two" + tail, 40);
        assertEquals("\"…aaaaaaaaaaaaonezzzzzzzzzzzz…\"", excerpt.before());
        assertEquals("\"…aaaaaaaaaaaatwozzzzzzzzzzzz…\"", excerpt.after());
        assertEquals("\"short\"", Excerpt.of("short", "x", 40).before());
    }

    @Test
    void neverShowsDifferentTextsAlike() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            String one = text(random);
            String other = text(random);
            if (!one.equals(other)) {
                var excerpt = Excerpt.of(one, other, 24 + random.nextInt(20));
                assertNotEquals(excerpt.before(), excerpt.after(), one + " and " + other);
            }
        }
    }

    @Test
    void breaksNoCharacterInTwo() {
        String rockets = "\ud83d\ude80".repeat(60);
        for (int width = 24; width < 40; width++) {
            var excerpt = Excerpt.of(rockets + "a" + rockets, rockets + "b" + rockets, width);
            assertTrue((excerpt.before() + excerpt.after()).codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000));
            assertTrue(!excerpt.before().contains("\\u"), excerpt.before());
        }
    }

    @Test
    void keepsALongDiffShort() {
        String before = lines(0, 100_000);
        String after = lines(50_000, 150_000);
        List<String> patch = LinePatch.of(before, after, NARROW);
        assertEquals(21, patch.size());
        assertTrue(patch.get(20).startsWith("… and "), patch.get(20));
        assertEquals(List.of("…", "  b", "- (no line break at the end)"), LinePatch.of("a\nb", "a\nb\n", NARROW));
        assertEquals(List.of("- a", "+ b"), LinePatch.of("a\n", "b\n", NARROW));
        assertEquals(List.of("+ b"), LinePatch.of("", "b\n", NARROW));
        assertEquals(List.of("- a\\r", "+ a", "  b"), LinePatch.of("a\r\nb", "a\nb", NARROW));
        assertEquals(List.of("- a", "+ x", "  b"), LinePatch.of("a\nb", "x\nb", NARROW));
    }

    private static String text(Random random) {
        String same = "abcdefgh".repeat(random.nextInt(12));
        String end = "x".repeat(random.nextInt(60));
        return same
                + IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> String.valueOf(random.nextInt(3)))
                        .collect(Collectors.joining())
                + end;
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
