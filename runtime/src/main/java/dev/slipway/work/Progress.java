package dev.slipway.work;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a provider reports of a call while it runs. */
public interface Progress {
    /** Ignores all reports: those of a call that changes nothing. */
    Progress IGNORED = new Progress() {
        @Override
        public CompletionStage<Void> handle(String remoteTask) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void wrote() {}
    };

    /** Takes the name of a remote task; completes when it is durable. */
    CompletionStage<Void> handle(String remoteTask);

    /** Takes note that the system has accepted a change. */
    void wrote();
}
