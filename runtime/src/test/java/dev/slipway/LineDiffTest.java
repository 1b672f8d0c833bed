package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void showsWhatLeftAndWhatCameUnderTheLineThatStayed() {
        assertEquals("  b\n- c\n+ C\n  d\n+ e\n", LineDiff.of("a\nb\nc\nd\n", "a\nb\nC\nd\ne\n"));
    }

    @Test
    void sameTextsDoNotDiffer() {
        assertEquals("", LineDiff.of("a\nb\n", "a\nb\n"));
    }

    @Test
    void anEmptyTextGainsEverything() {
        assertEquals("+ a\n", LineDiff.of("", "a\n"));
    }
}
