package dev.slipway.apply;

import dev.slipway.plan.Action;

/** How a step ended well. */
enum StepEnd {
    DONE,

    /** It turned out to have nothing to do. */
    UNCHANGED,

    /** A cache had its result. */
    RESTORED;

    static StepEnd of(boolean unchanged) {
        return unchanged ? UNCHANGED : DONE;
    }

    String word(Action action) {
        return this == RESTORED ? "restore" : action.word();
    }
}
