package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.provide.Act;
import dev.slipway.provide.Rung;
import java.util.List;

/** The numbers that choices have in files. Part of the format: add at the end, and never move one. */
record Choice<T>(List<T> inOrder) {
    static final Choice<Act> ACT = new Choice<>(List.of(Act.CREATE, Act.UPDATE, Act.DELETE));
    static final Choice<Rung> RUNG = new Choice<>(List.of(Rung.COLLECTION, Rung.OBJECT, Rung.FULL, Rung.DEEP));
    static final Choice<Wanted.Sort> SORT = new Choice<>(List.of(Wanted.Sort.PURE, Wanted.Sort.EFFECT));

    int number(T one) {
        return inOrder.indexOf(one);
    }

    T at(int number) {
        if (number < 0 || number >= inOrder.size()) {
            throw new Decoder.Garbled("a choice of " + number + " out of " + inOrder.size(), null);
        }
        return inOrder.get(number);
    }
}
