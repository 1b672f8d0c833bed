package dev.slipway.project;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.model.Secret;
import dev.slipway.provide.Secrets;
import dev.slipway.store.ActionCache;
import dev.slipway.store.CacheServer;
import dev.slipway.store.DirCache;
import dev.slipway.store.HttpCache;
import dev.slipway.store.LayeredCache;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The cache of results that a run uses, as the environment says: a directory of this user, and a server behind it if one is
 * named. The server is read, and written to only on request: what a run computes here would be taken by every other machine.
 */
public final class ResultCache {
    /** {@code 1} for a run that neither reads nor writes results. */
    public static final String NONE = "SLIPWAY_NO_CACHE";

    /** The address of a server that speaks the HTTP cache protocol of Bazel. */
    public static final String URL = "SLIPWAY_CACHE_URL";

    /** {@code read}, which is the default, or {@code read-write}. */
    public static final String MODE = "SLIPWAY_CACHE_MODE";

    /** Where the credential is found, such as {@code env:CACHE_TOKEN}; never the credential itself. */
    public static final String CREDENTIAL = "SLIPWAY_CACHE_CREDENTIAL";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<DirCache> local;
    private final Optional<HttpCache> remote;
    private final String address;
    private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());

    private ResultCache(Target target, Map<String, String> environment, Secrets secrets) {
        local = isOff(environment) ? Optional.empty() : Optional.of(new DirCache(target.results()));
        address = target.usesRemoteCache() ? environment.getOrDefault(URL, "") : "";
        remote = local.isEmpty() || address.isEmpty()
                ? Optional.empty()
                : Optional.of(new HttpCache(server(target, environment, secrets), this::failed));
    }

    static ResultCache of(Target target, Map<String, String> environment, Secrets secrets) {
        return new ResultCache(target, environment, secrets);
    }

    /**
     * What a run and the remote cache gave each other.
     *
     * @param problems why the remote cache could not be used, each reported once
     */
    public record Traffic(String address, int taken, int sent, List<Problem> problems) {
        public Traffic {
            problems = List.copyOf(problems);
        }

        Traffic plus(Traffic later) {
            return new Traffic(
                    address, taken + later.taken, sent + later.sent, problems.isEmpty() ? later.problems : problems);
        }
    }

    ActionCache cache() {
        return local.<ActionCache>map(near -> remote.<ActionCache>map(far -> new LayeredCache(near, far))
                        .orElse(near))
                .orElse(ActionCache.NONE);
    }

    /** Nothing where there is no remote cache. */
    Optional<Traffic> traffic() {
        return remote.map(cache -> new Traffic(address, cache.taken(), cache.sent(), problems));
    }

    /** Applies the usual limits to the directory, if this run has added to it. */
    void tidy() {
        local.ifPresent(DirCache::tidy);
    }

    private void failed(String why) {
        problems.add(new Problem(
                "the remote cache at " + address + " failed: " + why,
                Origin.NONE,
                "the run went on without it",
                "check the server, the address and the credential, or run with --no-cache"));
    }

    private static boolean isOff(Map<String, String> environment) {
        String said = environment.getOrDefault(NONE, "");
        if (!said.isEmpty() && !said.equals("0") && !said.equals("1")) {
            throw new InvalidInputException(
                    "invalid " + NONE + " '" + said + "'", "it is 1 to run without cached results, or 0", "set 1 or 0");
        }
        return said.equals("1");
    }

    private CacheServer server(Target target, Map<String, String> environment, Secrets secrets) {
        CacheServer server = CacheServer.at(address(address));
        String credential = environment.getOrDefault(CREDENTIAL, "");
        if (!credential.isEmpty()) {
            checkCredential(credential, target.secrets().keySet(), server.base());
            server = server.authorized(once(() -> secrets.reveal(Secret.of(credential))));
        }
        String mode = environment.getOrDefault(MODE, "");
        return switch (mode) {
            case "", "read" -> server.readOnly();
            case "read-write" -> server;
            default ->
                throw new InvalidInputException(
                        "invalid mode '" + mode + "' of the remote cache",
                        "it is read, which is the default, or read-write",
                        "set --cache-mode or " + MODE + " to one of these");
        };
    }

    private static URI address(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            return URI.create("invalid:"); // refused without an echo, because it may hold a password
        }
    }

    /** Not echoed: it could be the credential itself, which belongs elsewhere. */
    private static void checkCredential(String credential, Set<String> schemes, URI base) {
        int colon = credential.indexOf(':');
        boolean known = colon > 0
                && Arrays.stream(credential.substring(0, colon).split(",", -1)).allMatch(schemes::contains);
        if (!known) {
            throw new InvalidInputException(
                    "the credential of the remote cache is not a reference to a secret",
                    "it is given as a scheme and a name; schemes are "
                            + String.join(", ", schemes.stream().sorted().toList()),
                    "write for example --cache-credential env:CACHE_TOKEN");
        } else if (!"https".equals(base.getScheme()) && !LOOPBACK.contains(String.valueOf(base.getHost()))) {
            throw new InvalidInputException(
                    "the credential of the remote cache would be sent unencrypted",
                    "the address begins with http:// and is not of this machine",
                    "use https://");
        }
    }

    private static Supplier<String> once(Supplier<String> reveal) {
        var known = new Object() {
            Optional<String> value = Optional.empty();
        };
        return () -> {
            synchronized (known) {
                if (known.value.isEmpty()) {
                    known.value = Optional.of(reveal.get());
                }
                return known.value.orElseThrow();
            }
        };
    }
}
