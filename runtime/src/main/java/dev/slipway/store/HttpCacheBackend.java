package dev.slipway.store;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code GET} and {@code PUT} of {@code /ac/<sha256>} and {@code /cas/<sha256>}. */
final class HttpCacheBackend implements CacheBackend {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final CacheServer server;
    private final String base;

    /** Follows no redirect: another host must not be given our credential or be asked in our name. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    HttpCacheBackend(CacheServer server) {
        this.server = server;
        this.base = server.base().toString().replaceAll("/+$", "");
    }

    @Override
    public Optional<byte[]> result(Fingerprint action) throws IOException {
        var bytes = new ByteArrayOutputStream();
        return get("/ac/" + action, new HashingInput(bytes, ActionResult.LARGEST), ActionResult.LARGEST)
                ? Optional.of(bytes.toByteArray())
                : Optional.empty();
    }

    @Override
    public boolean fetch(Digest blob, OutputStream to) throws IOException {
        return get("/cas/" + blob.hash(), to, blob.size());
    }

    @Override
    public void spoiled(Digest blob) {
        // the server's to find out
    }

    @Override
    public void keep(Digest blob, Source bytes) throws IOException {
        try (InputStream in = bytes.open()) {
            put(
                    "/cas/" + blob.hash(),
                    BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> in), blob.size()));
        }
    }

    @Override
    public void keep(Fingerprint action, byte[] result) throws IOException {
        put("/ac/" + action, BodyPublishers.ofByteArray(result));
    }

    @Override
    public long largest() {
        return server.largest();
    }

    private boolean get(String path, OutputStream to, long most) throws IOException {
        var body = new HttpBody(to, most);
        int status;
        try {
            status = send(request(path).GET().build(), body);
        } catch (IOException e) {
            // what went wrong while the body was written down explains it better than what became of the request
            throw body.failure().orElse(e);
        }
        if (status != OK && status != NOT_FOUND) {
            throw refused("GET", status);
        }
        return status == OK;
    }

    private void put(String path, BodyPublisher body) throws IOException {
        int status = send(request(path).PUT(body).build(), BodyHandlers.discarding());
        if (status / 100 != 2) {
            throw refused("PUT", status);
        }
    }

    private HttpRequest.Builder request(String path) throws Unsound {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        try {
            String authorization = server.authorization().get();
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return request;
        } catch (InvalidInputException e) {
            throw new Unsound(
                    "its credential cannot be read: " + e.problems().get(0).why());
        } catch (RuntimeException e) {
            // without its message, which may quote the secret
            throw new Unsound("its credential cannot be had: " + e.getClass().getSimpleName());
        }
    }

    /** Waits for the whole answer: the timeout of a request as such ends with the last header. */
    private int send(HttpRequest request, BodyHandler<?> handler) throws IOException {
        var answer = client.sendAsync(request, handler);
        try {
            return answer.get(server.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unsound("it does not answer within " + server.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new Unsound("no connection: " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while waiting for the shared cache");
        }
    }

    private static Unsound refused(String method, int status) {
        return switch (status) {
            case 401, 403 -> new Unsound("it does not allow " + method + " with this credential (" + status + ")");
            default -> new Unsound("it answers " + status + " to " + method);
        };
    }
}
