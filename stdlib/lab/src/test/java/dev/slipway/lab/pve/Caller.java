package dev.slipway.lab.pve;

import dev.slipway.lab.Authority;
import dev.slipway.lab.Json;
import dev.slipway.lab.Lab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client of its own for the twin, which shows what comes over the wire as it is. */
record Caller(Lab lab, String address, List<String> headers) {
    /** Where there is nothing. */
    static final String NONE = "(none)";

    static final String SECRET = "01234567-89ab-cdef-0123-456789abcdef";

    static Caller of(Lab lab, String address) {
        return new Caller(lab, address, List.of("Authorization: PVEAPIToken=root@pam!lab=" + SECRET));
    }

    Caller with(String... others) {
        return new Caller(lab, address, List.of(others));
    }

    Caller at(String other) {
        return new Caller(lab, other, headers);
    }

    /** The same as somebody with a ticket. */
    Caller ticket(String user, String password) {
        Heard heard = with().call("POST", "/access/ticket", "username=" + user, "password=" + password);
        var data = (Map<?, ?>) heard.data();
        return with(
                "Cookie: PVEAuthCookie="
                        + URLEncoder.encode(String.valueOf(data.get("ticket")), StandardCharsets.UTF_8),
                "CSRFPreventionToken: " + data.get("CSRFPreventionToken"));
    }

    record Heard(int status, String reason, String body) {
        Object data() {
            return Objects.requireNonNullElse(Json.object(body).get("data"), NONE);
        }

        Object get(String name) {
            return Objects.requireNonNullElse(((Map<?, ?>) data()).get(name), NONE);
        }

        @SuppressWarnings("unchecked") // rows are objects
        List<Map<String, Object>> rows() {
            return (List<Map<String, Object>>) data();
        }

        Map<String, Object> row(String name, Object value) {
            return rows().stream()
                    .filter(row -> value.equals(row.get(name)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + "=" + value + " in " + body));
        }

        String line() {
            return status + " " + reason;
        }
    }

    Heard get(String path) {
        return call("GET", path);
    }

    Heard call(String method, String path, String... form) {
        String text = java.util.Arrays.stream(form)
                .map(part -> part.substring(0, part.indexOf('=') + 1)
                        + URLEncoder.encode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        boolean writes = method.equals("POST") || method.equals("PUT");
        String target = "/api2/json" + path + (writes || text.isEmpty() ? "" : "?" + text);
        return send(method, target, "application/x-www-form-urlencoded", writes ? text : "");
    }

    /** What a task gives when it is over. */
    String done(Heard begun) {
        if (begun.status() != 200) {
            throw new AssertionError(begun.line() + " " + begun.body());
        }
        return await(String.valueOf(begun.data()));
    }

    String await(String upid) {
        String path = "/nodes/" + upid.split(":", -1)[1] + "/tasks/" + upid;
        for (int i = 0; i < 2000; i++) {
            Heard heard = get(path + "/status");
            if (heard.status() == 200 && "stopped".equals(heard.get("status"))) {
                return String.valueOf(heard.get("exitstatus"));
            }
            pause();
        }
        throw new AssertionError("not over: " + upid);
    }

    /** Waits until nobody works on a guest any more, which may be later than the end of the task. */
    void unlocked(String guest) {
        for (int i = 0; i < 2000 && !get(guest + "/config").get("lock").equals(NONE); i++) {
            pause();
        }
        if (!get(guest + "/config").get("lock").equals(NONE)) {
            throw new AssertionError(guest + " is locked");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Heard send(String method, String target, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        var lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: pve", "Connection: close"));
        lines.addAll(headers);
        if (bytes.length > 0) {
            lines.add("Content-Type: " + type);
            lines.add("Content-Length: " + bytes.length);
        }
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), lab.port(address));
                var socket = (SSLSocket) trusting(lab.authority())
                        .getSocketFactory()
                        .createSocket(plain, address.replaceFirst(":.*", ""), 8006, true)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            String heard = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String first = heard.substring(0, heard.indexOf("\r\n"));
            return new Heard(
                    Integer.parseInt(first.substring(9, 12)),
                    first.substring(13),
                    heard.substring(heard.indexOf("\r\n\r\n") + 4));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Authority authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("lab", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
