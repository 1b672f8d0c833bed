package dev.slipway.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EncoderTest {
    /** Of one byte each and of more, of two and of four, and halves of what should be two. */
    private static final String LETTERS = "az09-/ \u007f\u0080\u00fc\u20ac\ud83d\ude80\ud83d";

    @Test
    void textIsItsLengthAndItsUtf8WhateverIsInIt() {
        var random = new SplittableRandom(11);
        for (int round = 0; round < 5000; round++) {
            var text = new StringBuilder();
            int letters = round % 2 == 0 ? 8 : LETTERS.length();
            for (int left = random.nextInt(300); left > 0; left--) {
                text.append(LETTERS.charAt(random.nextInt(letters)));
            }
            var whole = new Encoder();
            whole.tag(7);
            whole.text(text.toString());
            var parts = new Encoder();
            parts.tag(7);
            parts.raw(text.toString().getBytes(StandardCharsets.UTF_8));
            assertArrayEquals(parts.toBytes(), whole.toBytes(), text.toString());
        }
    }

    @Test
    void aFingerprintIsItsBytes() {
        var random = new SplittableRandom(12);
        var bytes = new byte[Fingerprint.BYTES];
        for (int round = 0; round < 100; round++) {
            random.nextBytes(bytes);
            assertArrayEquals(bytes, Fingerprint.of(bytes).bytes());
            assertEquals(
                    Fingerprint.of(bytes),
                    Fingerprint.parse(Fingerprint.of(bytes).toString()));
        }
    }
}
