package dev.slipway.lab.http;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param path without the query, decoded
 * @param headers by name in small letters
 * @param certificate what the client has shown, if it has one
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by whom it was read for
public record HttpRequest(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        byte[] body,
        Optional<X509Certificate> certificate) {

    public HttpRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {
        this(method, path, query, headers, body, Optional.empty());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public String type() {
        return header("content-type").orElse("").split(";", 2)[0].strip();
    }

    /** The value of a cookie, as it was sent. */
    public Optional<String> cookie(String name) {
        for (String part : header("cookie").orElse("").split(";", -1)) {
            if (part.strip().startsWith(name + "=")) {
                return Optional.of(part.strip().substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    HttpRequest by(Optional<X509Certificate> certificate) {
        return new HttpRequest(method, path, query, headers, body, certificate);
    }
}
