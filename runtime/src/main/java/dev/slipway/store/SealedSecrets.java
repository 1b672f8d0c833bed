package dev.slipway.store;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Refused;
import dev.slipway.model.Secret;
import dev.slipway.provide.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Secrets that tasks have produced rest encrypted in blobs, under {@code sealed:<blob>}; all others stay where they
 * are and are asked of the source of their scheme.
 */
public final class SealedSecrets implements Secrets {
    private static final String SCHEME = "sealed";

    private final KeyFile keyFile;
    private final Blobs blobs;
    private final Map<String, Function<String, String>> sources;
    private volatile Optional<Seal> seal = Optional.empty();

    /**
     * Secrets under the key of a file.
     *
     * @param sources by scheme; each is given what follows the colon, see {@link Sources}
     */
    public SealedSecrets(KeyFile keyFile, Blobs blobs, Map<String, Function<String, String>> sources) {
        this.keyFile = keyFile;
        this.blobs = blobs;
        this.sources = new TreeMap<>(sources);
    }

    @Override
    public String reveal(Secret secret) {
        String scheme = scheme(secret);
        String rest = secret.source().substring(scheme.length() + 1);
        return scheme.equals(SCHEME)
                ? unsealed(secret, rest)
                : source(secret, scheme).apply(rest);
    }

    @Override
    public Secret identify(Secret secret) {
        return new Secret(secret.source(), digest(reveal(secret)));
    }

    @Override
    public Secret conceal(String value) {
        Seal current = seal();
        Fingerprint blob = blobs.put(current.close(value));
        return new Secret(SCHEME + ":" + blob, current.digest(value));
    }

    @Override
    public Fingerprint digest(String value) {
        return seal().digest(value);
    }

    private static String scheme(Secret secret) {
        int colon = secret.source().indexOf(':');
        if (colon < 1) {
            throw new Refused(
                    "a secret does not say where it comes from",
                    "its reference has no scheme",
                    "write where to find it, such as env:NAME or file:PATH");
        }
        return secret.source().substring(0, colon);
    }

    private Function<String, String> source(Secret secret, String scheme) {
        Function<String, String> source = sources.get(scheme);
        if (source == null) {
            throw new Refused(
                    "the secret " + secret.source() + " cannot be read",
                    "nothing here knows the scheme '" + scheme + "'; known are " + SCHEME + " and " + sources.keySet(),
                    "use a scheme that is known, or a Slipway that knows this one");
        }
        return source;
    }

    private String unsealed(Secret secret, String blob) {
        byte[] form = form(secret, blob);
        if (!secret.digest().isZero() && !Optional.of(secret.digest()).equals(Seal.digestOf(form))) {
            throw lost(secret, "its blob holds another secret than the one that was recorded");
        }
        if (keyFile.find().isEmpty()) {
            throw new Refused(
                    "the secret " + secret.source() + " cannot be opened",
                    "its key file " + keyFile.path() + " is missing",
                    "restore the key file from your backup");
        }
        return seal().open(form).orElseThrow(() -> lost(secret, "the key in " + keyFile.path() + " does not open it"));
    }

    private byte[] form(Secret secret, String blob) {
        try {
            return blobs.get(Fingerprint.parse(blob)).orElseThrow(() -> lost(secret, "its blob is missing or damaged"));
        } catch (IllegalArgumentException e) {
            throw lost(secret, "that is not the name of a blob");
        }
    }

    private static Refused lost(Secret secret, String why) {
        return new Refused(
                "the secret " + secret.source() + " cannot be opened",
                why,
                "restore the state and the key file from the same backup, or let the task that made it run again");
    }

    private Seal seal() {
        Optional<Seal> known = seal;
        if (known.isEmpty()) {
            known = Optional.of(new Seal(keyFile.make()));
            seal = known;
        }
        return known.get();
    }

    @Override
    public String toString() {
        return "secrets sealed with " + keyFile.path();
    }
}
