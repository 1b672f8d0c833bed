package dev.slipway.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Writes the body of a good answer down while it comes in, and hangs up as soon as it is too long. */
final class HttpBody implements BodyHandler<Void> {
    private static final int OK = 200;

    private final OutputStream to;
    private final long most;
    private volatile @Nullable IOException failure;

    HttpBody(OutputStream to, long most) {
        this.to = to;
        this.most = most;
    }

    /** Why it stopped writing, if it did. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public BodySubscriber<Void> apply(HttpResponse.ResponseInfo head) {
        if (head.statusCode() != OK) {
            return HttpResponse.BodySubscribers.discarding();
        }
        return new Writer(head.headers().firstValueAsLong("Content-Length").orElse(0));
    }

    private final class Writer implements BodySubscriber<Void> {
        private final long announced;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private @Nullable Subscription subscription;

        Writer(long announced) {
            this.announced = announced;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return end;
        }

        @Override
        public void onSubscribe(Subscription started) {
            subscription = started;
            if (announced > most) {
                stop(new CacheBackend.Unsound(
                        "it announces " + announced + " bytes where at most " + most + " are expected"));
            } else {
                started.request(1);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            try {
                for (ByteBuffer buffer : buffers) {
                    var bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    to.write(bytes);
                }
                if (subscription != null) {
                    subscription.request(1);
                }
            } catch (IOException e) {
                stop(e);
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

        private void stop(IOException why) {
            failure = why;
            if (subscription != null) {
                subscription.cancel();
            }
            end.completeExceptionally(why);
        }
    }
}
