package dev.slipway.local;

import dev.slipway.model.Durations;
import dev.slipway.model.Fields;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Plain HTTP with verified certificates. Follows redirects itself, so that credentials never reach another origin: the
 * client of the JDK would copy every header to wherever a redirect leads.
 */
final class Web {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_REDIRECTS = 10;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Limits limits;

    Web(Limits limits) {
        this.limits = limits;
    }

    /**
     * What a request may take.
     *
     * @param total for all of it, redirects and body included; zero for no limit
     * @param stall without a single byte received
     */
    record Limits(Duration total, Duration stall) {}

    /** Made when the first request is: a client costs threads. */
    private static final class Holder {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The final answer to a GET, after all redirects. Only the body of an answer with status 200 goes to the sink. */
    Reply get(String url, Fields headers, Sink sink, CallContext ticket) {
        long began = System.nanoTime();
        URI at = address(url);
        Map<String, Value> sent =
                headers.entries().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (int redirects = 0; ; redirects++) {
            Reply reply = once(at, sent, began, sink, ticket);
            Optional<URI> next = reply.redirect();
            if (next.isEmpty()) {
                return reply;
            } else if (redirects == MOST_REDIRECTS) {
                throw new Failure.Rejected(
                        url + " leads through more than " + MOST_REDIRECTS + " redirects", "correct the address");
            }
            if (!Credentials.sameOrigin(at, next.get())) {
                sent = Credentials.without(sent);
            }
            at = next.get();
        }
    }

    private Reply once(URI at, Map<String, Value> headers, long began, Sink sink, CallContext ticket) {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(at).GET();
            headers.forEach((name, value) -> request.header(name, TextJoin.text(value, ticket)));
        } catch (IllegalArgumentException e) {
            throw new Failure.Rejected(
                    "'" + Reply.shown(at) + "' cannot be requested: " + e.getMessage(),
                    "correct the address or the headers",
                    e);
        }
        var activity = new Activity();
        CompletableFuture<HttpResponse<Void>> answer = Holder.CLIENT.sendAsync(
                request.build(),
                info -> new Received(
                        info.statusCode(),
                        Reply.isRedirect(info.statusCode(), info.headers()) ? Sink.NOTHING : sink,
                        activity));
        ticket.onCancel(() -> answer.cancel(true));
        try {
            HttpResponse<Void> response = await(at, answer, began, activity);
            return new Reply(at, response.statusCode(), response.headers());
        } catch (ExecutionException e) {
            throw failure(at, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Failure.Transient(Reply.shown(at) + " was not waited for", "run again");
        }
    }

    private HttpResponse<Void> await(
            URI at, CompletableFuture<HttpResponse<Void>> answer, long began, Activity activity)
            throws ExecutionException, InterruptedException {
        while (true) {
            long now = System.nanoTime();
            long left = limits.stall().toNanos() - (now - activity.last());
            if (!limits.total().isZero()) {
                left = Math.min(left, limits.total().toNanos() - (now - began));
            }
            if (left <= 0) {
                answer.cancel(true);
                throw new Failure.Transient(
                        Reply.shown(at)
                                + (activity.received() == 0
                                        ? " does not answer"
                                        : " stopped in the middle of its answer")
                                + ": timed out after " + Durations.of(Duration.ofNanos(now - began)),
                        "check the server and the network");
            }
            try {
                return answer.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // unless something was received meanwhile, the limit is reached now
            }
        }
    }

    private static URI address(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new Failure.Rejected("invalid URL '" + url + "': " + e.getMessage(), "correct the address", e);
        }
    }

    /** What an answer without success says about trying again. */
    static Failure failure(String url, Reply reply) {
        String to = Reply.shown(reply.from());
        String what = url + (to.equals(url) || url.startsWith(to + "?") ? "" : ", redirected to " + to + ",")
                + " answers with status " + reply.status();
        Optional<Duration> pause = reply.retryAfter(Clock.systemUTC());
        if (reply.status() == TOO_MANY || reply.status() == UNAVAILABLE && pause.isPresent()) {
            Duration wait = pause.orElse(Duration.ofSeconds(1));
            return new Failure.Throttled(what, wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
        }
        return reply.status() >= 500
                ? new Failure.Transient(what, "check the server, and run again")
                : new Failure.Rejected(what, "correct the address, or the credentials that it requires");
    }

    private static Failure failure(URI at, Throwable error) {
        String url = Reply.shown(at);
        if (error instanceof Failure failure) {
            return failure;
        } else if (error instanceof SSLException) {
            return new Failure.Rejected(
                    url + " has no valid certificate: " + error.getMessage(),
                    "correct the address or its certificate",
                    error);
        } else if (error instanceof IOException) {
            return new Failure.Transient(
                    url + " does not answer: " + said(error), "check that it runs and can be reached from here");
        }
        return new Failure.Rejected("cannot request " + url + ": " + error, "correct the address", error);
    }

    private static String said(Throwable error) {
        if (error instanceof ConnectException) {
            return "connection refused"; // the client tells no more
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
