package dev.slipway.kube;

import dev.slipway.provide.CallContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting between two looks, which ends when the work is called off. */
final class Pause {
    private Pause() {}

    static void of(long millis, CallContext ticket) {
        var calledOff = new CountDownLatch(1);
        ticket.onCancel(calledOff::countDown);
        try {
            boolean ended = calledOff.await(millis, TimeUnit.MILLISECONDS);
            if (ended) {
                ticket.say("stopped while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
