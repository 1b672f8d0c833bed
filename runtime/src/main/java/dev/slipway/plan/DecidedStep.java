package dev.slipway.plan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What planning decides about one task: the step, and what others may count on. */
record DecidedStep(Step step, KnownOutputs outlook) {
    CompletionStage<DecidedStep> now() {
        return CompletableFuture.completedFuture(this);
    }
}
