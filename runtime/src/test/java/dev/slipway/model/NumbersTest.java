package dev.slipway.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void thousandsAreSetApart() {
        assertEquals("0", Numbers.of(0));
        assertEquals("999", Numbers.of(999));
        assertEquals("1,000", Numbers.of(1000));
        assertEquals("12,345,678", Numbers.of(12_345_678));
        assertEquals("-999", Numbers.of(-999));
        assertEquals("-1,000", Numbers.of(-1000));
    }

    @Test
    void oneIsOne() {
        assertEquals("1 object", Numbers.of(1, "object"));
        assertEquals("1,000 objects", Numbers.of(1000, "object"));
    }

    @Test
    void isTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("1,000", Numbers.of(1000));
        } finally {
            Locale.setDefault(before);
        }
    }
}
