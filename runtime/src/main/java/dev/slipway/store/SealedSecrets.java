package dev.slipway.store;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Secret;
import dev.slipway.provide.Secrets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Secrets that tasks have produced rest encrypted in blobs, under {@code sealed:<blob>}; all others stay where they
 * are and are asked of the source of their scheme.
 */
public final class SealedSecrets implements Secrets {
    private static final String SCHEME = "sealed";

    private final KeyFile keyFile;
    private final Blobs blobs;
    private final Map<String, SecretSource> sources;
    private final Consumer<? super String> told;
    private volatile Optional<SecretCipher> seal = Optional.empty();

    /**
     * Secrets under the key of a file.
     *
     * @param sources by scheme; each is given what follows the colon, see {@link SecretSources}
     * @param told where each secret was found, and never its value
     */
    public SealedSecrets(
            KeyFile keyFile, Blobs blobs, Map<String, ? extends SecretSource> sources, Consumer<? super String> told) {
        this.keyFile = keyFile;
        this.blobs = blobs;
        this.sources = new TreeMap<>(sources);
        this.told = told;
    }

    /** The same, where nobody asks where a secret was found. */
    public SealedSecrets(KeyFile keyFile, Blobs blobs, Map<String, ? extends SecretSource> sources) {
        this(keyFile, blobs, sources, where -> {});
    }

    @Override
    public String reveal(Secret secret) {
        int colon = secret.source().indexOf(':');
        if (colon < 1) {
            throw new InvalidInputException(
                    "a secret does not say where it comes from",
                    "its reference has no scheme",
                    "write where to find it, such as env:NAME or file:PATH");
        }
        String rest = secret.source().substring(colon + 1);
        String schemes = secret.source().substring(0, colon);
        return schemes.equals(SCHEME) ? unsealed(secret, rest) : asked(secret, schemes, rest);
    }

    /** Of several sources, such as {@code env,vault}, the first that has it. */
    private String asked(Secret secret, String schemes, String name) {
        var reasons = new ArrayList<String>();
        var fixes = new ArrayList<String>();
        for (String scheme : schemes.split(",", -1)) {
            SecretSource.Answer answer = source(secret, scheme).ask(name);
            if (answer instanceof SecretSource.Here here) {
                told.accept("the secret " + name + " comes from " + here.where());
                return here.value();
            } else if (answer instanceof SecretSource.Nowhere nowhere) {
                reasons.add(nowhere.why());
                fixes.add(nowhere.fix());
            }
        }
        throw new InvalidInputException(
                "the secret " + secret.source() + " is not there",
                String.join(", and ", reasons),
                String.join("; or ", fixes));
    }

    @Override
    public Secret identify(Secret secret) {
        return new Secret(secret.source(), digest(reveal(secret)));
    }

    @Override
    public Secret conceal(String value) {
        SecretCipher current = seal();
        Fingerprint blob = blobs.put(current.close(value));
        return new Secret(SCHEME + ":" + blob, current.digest(value));
    }

    @Override
    public Fingerprint digest(String value) {
        return seal().digest(value);
    }

    private SecretSource source(Secret secret, String scheme) {
        SecretSource source = sources.get(scheme);
        if (source == null) {
            throw new InvalidInputException(
                    "the secret " + secret.source() + " cannot be read",
                    "nothing here knows the scheme '" + scheme + "'; known are " + SCHEME + " and " + sources.keySet(),
                    "use a scheme that is known, or a Slipway that knows this one");
        }
        return source;
    }

    private String unsealed(Secret secret, String blob) {
        byte[] form = form(secret, blob);
        if (!secret.digest().isZero() && !Optional.of(secret.digest()).equals(SecretCipher.digestOf(form))) {
            throw lost(secret, "its blob holds another secret than the one that was recorded");
        }
        if (keyFile.find().isEmpty()) {
            throw new InvalidInputException(
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

    private static InvalidInputException lost(Secret secret, String why) {
        return new InvalidInputException(
                "the secret " + secret.source() + " cannot be opened",
                why,
                "restore the state and the key file from the same backup, or let the task that made it run again");
    }

    private SecretCipher seal() {
        Optional<SecretCipher> known = seal;
        if (known.isEmpty()) {
            known = Optional.of(new SecretCipher(keyFile.make()));
            seal = known;
        }
        return known.get();
    }

    @Override
    public String toString() {
        return "secrets sealed with " + keyFile.path();
    }
}
