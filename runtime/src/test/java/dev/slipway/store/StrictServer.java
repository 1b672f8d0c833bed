package dev.slipway.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the Bazel HTTP cache protocol that insists on every rule of it, and that can be told to misbehave. */
final class StrictServer implements AutoCloseable {
    static {
        // otherwise each small answer on a used connection waits 40 ms for the acknowledgement of the one before
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Ways to be a bad server. */
    enum Mood {
        GOOD,
        FAIL,
        FORBID,
        REDIRECT,
        TRUNCATE,
        WRONG_BYTES,
        TOO_MUCH,
        HUGE_LENGTH,
        HANG,
        HANG_IN_BODY,
        DRIP
    }

    private static final Pattern PATH = Pattern.compile("/some/prefix(/ac/|/cas/)([0-9a-f]{64})");
    private static final Fingerprint NOTHING = Hasher.of(new byte[0]);

    final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> violations = new CopyOnWriteArrayList<>();

    volatile Mood mood = Mood.GOOD;
    volatile String moody = "GET /ac/";
    volatile String authorization = "";
    volatile String elsewhere = "";

    /** Counted down when a client leaves in the middle of an answer. */
    final CountDownLatch hungUp = new CountDownLatch(1);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    StrictServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/some/prefix/");
    }

    /** From now on, requests of this method and kind ("GET /ac/") meet this mood. */
    void be(Mood other, String method) {
        moody = method;
        mood = other;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher path = PATH.matcher(exchange.getRequestURI().toString());
            String method = exchange.getRequestMethod();
            if (!path.matches() || !method.equals("GET") && !method.equals("PUT")) {
                refuse(exchange, 400, method + " " + exchange.getRequestURI());
                return;
            }
            String name = path.group(1) + path.group(2);
            requests.add(method + " " + name);
            if (!authorization.equals(exchange.getRequestHeaders()
                    .getOrDefault("Authorization", List.of(""))
                    .get(0))) {
                answer(exchange, 401, new byte[0]);
            } else if (mood != Mood.GOOD && (method + " " + name).startsWith(moody)) {
                misbehave(exchange, kept.getOrDefault(name, new byte[100]).clone());
            } else if (method.equals("GET")) {
                byte[] found = kept.getOrDefault(name, new byte[0]);
                answer(exchange, found.length == 0 ? 404 : 200, found);
            } else {
                put(exchange, name, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            hungUp.countDown();
            throw e;
        }
    }

    private void put(HttpExchange exchange, String name, byte[] body) throws IOException {
        if (exchange.getRequestHeaders().getFirst("Content-Length") == null) {
            refuse(exchange, 411, "PUT of unknown length");
        } else if (body.length == 0) {
            refuse(exchange, 400, "PUT of nothing");
        } else if (name.startsWith("/cas/") && !name.equals("/cas/" + Hasher.of(body))) {
            refuse(exchange, 400, "PUT of other bytes than " + name);
        } else if (name.startsWith("/ac/") && !isComplete(body)) {
            refuse(exchange, 400, "PUT of a result that is none, or whose blobs are not there");
        } else {
            kept.put(name, body);
            answer(exchange, 200, new byte[0]);
        }
    }

    private boolean isComplete(byte[] body) {
        try {
            var result = ActionResult.parse(body);
            return result.files().stream().allMatch(file -> has(file.digest()))
                    && result.stdoutBlob().map(this::has).orElse(true);
        } catch (Garbled e) {
            return false;
        }
    }

    private boolean has(Digest blob) {
        return blob.hash().equals(NOTHING) || kept.containsKey("/cas/" + blob.hash());
    }

    private void misbehave(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        switch (mood) {
            case FAIL -> answer(exchange, 500, "sorry".getBytes(UTF_8));
            case FORBID -> answer(exchange, 403, new byte[0]);
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", elsewhere + exchange.getRequestURI());
                answer(exchange, 307, new byte[0]);
            }
            case TRUNCATE -> send(exchange, body.length, body, body.length / 2);
            case WRONG_BYTES -> {
                Arrays.fill(body, (byte) 0xFF);
                answer(exchange, 200, body);
            }
            case TOO_MUCH -> flood(exchange);
            case HUGE_LENGTH -> {
                send(exchange, 1L << 50, body, body.length);
                closing.await(10, TimeUnit.SECONDS);
            }
            case HANG -> closing.await(10, TimeUnit.SECONDS);
            case HANG_IN_BODY -> {
                send(exchange, body.length, body, body.length / 2);
                closing.await(10, TimeUnit.SECONDS);
            }
            case DRIP -> drip(exchange, body);
            case GOOD -> throw new AssertionError();
        }
    }

    /** Sends without an end and without saying how much it will be. */
    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (true) {
            exchange.getResponseBody().write(new byte[64 * 1024]);
        }
    }

    private void drip(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, body.length);
        for (byte drop : body) {
            exchange.getResponseBody().write(drop);
            exchange.getResponseBody().flush();
            if (closing.await(50, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static void send(HttpExchange exchange, long announced, byte[] body, int length) throws IOException {
        exchange.sendResponseHeaders(200, announced);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, length);
        out.flush();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void refuse(HttpExchange exchange, int status, String why) throws IOException {
        violations.add(why);
        answer(exchange, status, why.getBytes(UTF_8));
    }
}
