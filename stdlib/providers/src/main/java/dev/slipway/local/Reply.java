package dev.slipway.local;

import dev.slipway.provide.Failure;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The head of an answer: where it came from, its status, and its headers. */
record Reply(URI from, int status, HttpHeaders headers) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9._:-]+)");

    static boolean isRedirect(int status, HttpHeaders headers) {
        return REDIRECTS.contains(status) && headers.firstValue("Location").isPresent();
    }

    /** Where it redirects to, if it does. */
    Optional<URI> redirect() {
        if (!isRedirect(status, headers)) {
            return Optional.empty();
        }
        URI to;
        try {
            to = from.resolve(headers.firstValue("Location").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new Failure.Rejected(
                    shown(from) + " redirects to an invalid address", "correct the address, or the server", e);
        }
        String scheme = String.valueOf(to.getScheme());
        boolean isWeb = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
        if (!isWeb || to.getHost() == null) {
            throw refused(to, "only HTTP addresses are followed");
        } else if (from.getScheme().equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("https")) {
            throw refused(to, "from https, redirects to plain http are not followed");
        }
        return Optional.of(to);
    }

    private Failure refused(URI to, String why) {
        return new Failure.Rejected(
                shown(from) + " redirects to " + shown(to) + ", and " + why,
                "use the final address, or correct the server");
    }

    /** How long to wait before the next request: a number of seconds, or a date by the clock of the server. */
    Optional<Duration> retryAfter(Clock clock) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(value -> {
            if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(Duration.ofSeconds(value.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(value)));
            }
            Instant now = headers.firstValue("Date").flatMap(Reply::date).orElseGet(clock::instant);
            return date(value).map(then -> then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        });
    }

    /** How the text of its body is written. */
    Charset charset() {
        Matcher named = CHARSET.matcher(headers.firstValue("Content-Type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An address without its query and user, which may let somebody in: signed addresses are credentials. */
    static String shown(URI address) {
        if (address.getHost() == null) {
            return address.getScheme() + ":";
        }
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + (address.getRawPath() == null ? "" : address.getRawPath());
    }
}
