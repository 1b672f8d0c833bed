package dev.slipway.apply;

import dev.slipway.provide.CallContext;
import java.util.concurrent.CompletionStage;

/** What must hold in the world right before a deed; fails where it does not. */
@FunctionalInterface
interface Condition {
    CompletionStage<Void> check(CallContext ticket);
}
