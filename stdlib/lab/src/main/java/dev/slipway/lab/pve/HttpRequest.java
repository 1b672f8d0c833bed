package dev.slipway.lab.pve;

import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param path without the query, decoded
 * @param headers by name in small letters
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by whom it was read for
record HttpRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    String type() {
        return header("content-type").orElse("").split(";", 2)[0].strip();
    }

    /** The value of a cookie, as it was sent. */
    Optional<String> cookie(String name) {
        for (String part : header("cookie").orElse("").split(";", -1)) {
            if (part.strip().startsWith(name + "=")) {
                return Optional.of(Form.decoded(part.strip().substring(name.length() + 1)));
            }
        }
        return Optional.empty();
    }
}
