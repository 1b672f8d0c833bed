package dev.slipway.model;

import java.math.BigDecimal;

/** A decimal number, exact; 0.50 and 0.5 are the same. */
public record Decimal(BigDecimal number) implements Value {
    private static final int WIDEST = 1000;

    public Decimal {
        number = number.stripTrailingZeros();
        if (Math.abs((long) number.scale()) > WIDEST) {
            throw new IllegalArgumentException("a decimal of over " + WIDEST + " digits");
        }
    }

    @Override
    public void write(Encoder out) {
        out.tag(Tag.DECIMAL);
        out.text(number.toString());
    }

    @Override
    public String toString() {
        return number.toPlainString();
    }
}
