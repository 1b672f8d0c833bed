package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * A server that speaks the Bazel HTTP cache protocol, and how to deal with it.
 *
 * @param base address with an optional path; {@code ac/…} and {@code cas/…} follow it
 * @param authorization gives the value of the header of that name, or nothing; asked for each request, so that no secret
 *     rests here
 * @param timeout for one request from the first byte to the last
 * @param largest the most bytes that one blob may have
 * @param writable whether results are sent to it too
 */
public record CacheServer(URI base, Supplier<String> authorization, Duration timeout, long largest, boolean writable) {
    public CacheServer {
        String scheme = String.valueOf(base.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https") || base.getHost() == null) {
            throw refused("it is no http or https address of a host");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw refused("it holds more than a host, a port and a path");
        }
    }

    public static CacheServer at(URI base) {
        return new CacheServer(base, () -> "", Duration.ofSeconds(60), 1L << 30, true);
    }

    /** With a credential in one text: {@code user:password}, or a token that holds no colon. */
    public CacheServer authorized(Supplier<String> credential) {
        Supplier<String> header = () -> {
            String value = credential.get().strip();
            return value.contains(":") ? basic(value) : "Bearer " + value;
        };
        return new CacheServer(base, header, timeout, largest, writable);
    }

    public CacheServer within(Duration other) {
        return new CacheServer(base, authorization, other, largest, writable);
    }

    public CacheServer upTo(long bytes) {
        return new CacheServer(base, authorization, timeout, bytes, writable);
    }

    public CacheServer readOnly() {
        return new CacheServer(base, authorization, timeout, largest, false);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The address is not echoed: somebody may have written a password into it. */
    private static InvalidInputException refused(String why) {
        return new InvalidInputException(
                "the address of the shared cache cannot be used",
                why,
                "write it as https://host:port/path, and give a credential as a secret beside it");
    }
}
