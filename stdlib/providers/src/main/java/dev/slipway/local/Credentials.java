package dev.slipway.local;

import dev.slipway.model.Value;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which headers are for one origin only, and what an origin is. */
final class Credentials {
    private static final Set<String> NAMES = Set.of("authorization", "cookie", "cookie2", "proxy-authorization");

    private Credentials() {}

    /** Without the headers that let somebody in, by their names, and without all that are secret. */
    static Map<String, Value> without(Map<String, Value> headers) {
        return headers.entrySet().stream()
                .filter(header -> !NAMES.contains(header.getKey().toLowerCase(Locale.ROOT))
                        && !header.getValue().isSecret())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether two addresses have the same scheme, host and port. */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
