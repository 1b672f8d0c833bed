package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.Operation;
import java.util.List;

/** The numbers that choices have in files. Part of the format: add at the end, and never move one. */
record EnumCodes<T>(List<T> inOrder) {
    static final EnumCodes<Operation> ACT =
            new EnumCodes<>(List.of(Operation.CREATE, Operation.UPDATE, Operation.DELETE));
    static final EnumCodes<LookDepth> RUNG =
            new EnumCodes<>(List.of(LookDepth.COLLECTION, LookDepth.OBJECT, LookDepth.FULL, LookDepth.DEEP));
    static final EnumCodes<DesiredState.Sort> SORT =
            new EnumCodes<>(List.of(DesiredState.Sort.PURE, DesiredState.Sort.EFFECT));

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
