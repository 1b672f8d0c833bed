package dev.slipway.local;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Hands the parts of a body to a sink as they arrive, and hangs up as soon as the sink has enough. */
final class Received implements HttpResponse.BodySubscriber<Void> {
    private final int status;
    private final Sink sink;
    private final Activity activity;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    Received(int status, Sink sink, Activity activity) {
        this.status = status;
        this.sink = sink;
        this.activity = activity;
        activity.received(0);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            activity.received(part.remaining());
            try {
                if (!end.isDone() && !sink.take(status, part)) {
                    hangUp();
                    end.complete(null);
                }
            } catch (RuntimeException e) {
                hangUp();
                end.completeExceptionally(e);
            }
        }
    }

    private void hangUp() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
