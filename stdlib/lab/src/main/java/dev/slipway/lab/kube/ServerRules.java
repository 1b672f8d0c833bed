package dev.slipway.lab.kube;

import dev.slipway.lab.http.HttpRefusal;
import dev.slipway.lab.http.HttpReply;
import dev.slipway.lab.http.HttpRules;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What an API server bears (kubernetes/apiserver: pkg/server/config.go, MaxRequestBodyBytes; golang/go: net/http). */
final class ServerRules implements HttpRules {
    private static final int BODY = 3 << 20;

    @Override
    public int lines() {
        return 1000;
    }

    @Override
    public int head() {
        return 1 << 20;
    }

    @Override
    public int idleMillis() {
        return 180_000;
    }

    @Override
    public int requests() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean takesChunks() {
        return true;
    }

    @Override
    public void check(InputStream in, String method, String path, Map<String, String> headers, long length) {
        if (length > BODY) {
            throw new HttpRefusal(413, "Request entity too large: limit is " + BODY);
        }
    }

    @Override
    public HttpReply refused(HttpRefusal refusal) {
        return (out, keep) -> {
            String text = refusal.status() == 413
                    ? "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                            + refusal.text() + "\",\"reason\":\"RequestEntityTooLarge\",\"code\":413}"
                    : refusal.status() + " Bad Request";
            String phrase = refusal.status() == 413 ? "Request Entity Too Large" : "Bad Request";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            out.write(("HTTP/1.1 " + refusal.status() + " " + phrase + "\r\nContent-Type: "
                            + (refusal.status() == 413 ? "application/json" : "text/plain; charset=utf-8")
                            + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(body);
            return false;
        };
    }
}
