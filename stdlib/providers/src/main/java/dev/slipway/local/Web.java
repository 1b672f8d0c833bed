package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Ticket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Plain HTTP, with certificates verified and redirects followed, but never from https to http. */
final class Web {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int TOO_MANY = 429;

    private Web() {}

    /** Made when the first request is: a client costs threads. */
    private static final class Holder {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    static <T> HttpResponse<T> get(
            String url, Fields headers, Duration limit, HttpResponse.BodyHandler<T> body, Ticket ticket) {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).GET();
        } catch (IllegalArgumentException e) {
            throw new Failure.Rejected("'" + url + "' is no web address: " + e.getMessage(), "correct the address", e);
        }
        headers.entries().forEach(header -> request.header(header.getKey(), TextJoin.text(header.getValue(), ticket)));
        if (!limit.isZero()) {
            request.timeout(limit);
        }
        CompletableFuture<HttpResponse<T>> answer = Holder.CLIENT.sendAsync(request.build(), body);
        ticket.onCancel(() -> answer.cancel(true));
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw failure(url, e.getCause() == null ? e : e.getCause());
        }
    }

    /** What an answer without success says about trying again. */
    static Failure failure(String url, HttpResponse<?> answer) {
        String what = url + " answers with status " + answer.statusCode();
        if (answer.statusCode() == TOO_MANY) {
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            return new Failure.Throttled(what, Duration.ofSeconds(Math.min(seconds, 60)));
        }
        return answer.statusCode() >= 500
                ? new Failure.Transient(what, "see to the server, and run again")
                : new Failure.Rejected(what, "correct the address, or what it needs to let you in");
    }

    private static Failure failure(String url, Throwable error) {
        if (error instanceof SSLException) {
            return new Failure.Rejected(
                    url + " is not who it says: " + error.getMessage(),
                    "correct the address or its certificate",
                    error);
        } else if (error instanceof IOException) {
            return new Failure.Transient(
                    url + " does not answer: " + said(error), "see whether it runs and can be reached from here");
        }
        return new Failure.Rejected(url + " cannot be asked: " + error, "correct the address", error);
    }

    private static String said(Throwable error) {
        if (error instanceof ConnectException) {
            return "nobody listens there"; // the client tells no more
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
