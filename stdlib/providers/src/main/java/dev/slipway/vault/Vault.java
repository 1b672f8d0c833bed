package dev.slipway.vault;

import dev.slipway.model.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Secrets by name in a file that may be committed. Each change reads the file, and writes a whole new one in its place,
 * under a lock.
 */
public final class Vault {
    /** What a vault beside a script is called. */
    public static final String USUAL = "vault.age";

    private final VaultFile held;
    private final IdentityFile identities;

    public Vault(Path file, IdentityFile identities, Duration patience) {
        this.held = new VaultFile(file, identities, patience);
        this.identities = identities;
    }

    /** Begins a vault for the newest key of the identity file, which is made if there is none, and for others. */
    public List<Recipient> init(List<String> others) {
        others.forEach(key -> new Recipient(key, ""));
        return held.locked(() -> {
            if (Files.exists(held.path())) {
                throw new InvalidInputException(
                        "there is a vault already: " + held.path(),
                        "a new one would take its place, and what is in it would be lost",
                        "use it as it is, or name another with --vault");
            }
            List<String> known = identities.recipients();
            String own = known.isEmpty() ? identities.add() : known.get(0);
            var all = new ArrayList<>(List.of(new Recipient(own, System.getProperty("user.name", ""))));
            others.stream().filter(key -> !key.equals(own)).distinct().forEach(key -> all.add(new Recipient(key, "")));
            held.write(new Content(all, new TreeMap<>()));
            return all;
        });
    }

    public Path path() {
        return held.path();
    }

    public IdentityFile identities() {
        return identities;
    }

    /** Refuses what is no name for a secret, without repeating it: it could be a value. */
    public void checkName(String name) {
        Content.checkedName(name);
    }

    public Set<String> names() {
        return held.read().secrets().keySet();
    }

    /** All secrets by name. */
    public Map<String, String> secrets() {
        return held.read().secrets();
    }

    /** The secret of a name, if there is one. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(held.read().secrets().get(name));
    }

    /** Keeps a secret; one of the same name goes. */
    public void set(String name, String value) {
        Content.checkedName(name);
        if (value.isEmpty()) {
            throw new InvalidInputException(
                    "the value of " + name + " is empty", "nothing was read", "give it on the input");
        }
        held.change(content -> content.with(name, value));
    }

    public void remove(String name) {
        held.change(content -> {
            if (!content.secrets().containsKey(name)) {
                throw absent(name);
            }
            return content.without(name);
        });
    }

    public List<Recipient> recipients() {
        return held.read().recipients();
    }

    public void add(Recipient recipient) {
        held.change(content -> {
            var all = new ArrayList<>(content.recipients());
            all.removeIf(known -> known.key().equals(recipient.key()));
            all.add(recipient);
            return content.recipients(all);
        });
    }

    /** Encrypts it no longer for a key. Whoever holds that key can still open every copy made so far. */
    public void remove(Recipient recipient) {
        held.change(content -> {
            var left = new ArrayList<>(content.recipients());
            if (!left.removeIf(known -> known.key().equals(recipient.key()))) {
                throw new InvalidInputException(
                        recipient.key() + " is no recipient of " + held.path(),
                        "it is encrypted for others",
                        "see them with: slipway vault recipients");
            }
            List<String> own = identities.recipients();
            if (left.stream().noneMatch(known -> own.contains(known.key()))) {
                throw new InvalidInputException(
                        "without " + recipient.key() + " you could not open the vault any more",
                        left.isEmpty()
                                ? "it is the only recipient"
                                : "it is the only one that you have the secret key of",
                        "let another recipient remove it, or rotate it: slipway vault rotate");
            }
            return content.recipients(left);
        });
    }

    /** Makes a new key and encrypts for it instead of for older ones of the identity file. Gives its public half. */
    public String rotate() {
        return held.locked(() -> {
            Content content = held.read();
            List<String> older = identities.recipients();
            String label = content.recipients().stream()
                    .filter(known -> older.contains(known.key()))
                    .map(Recipient::label)
                    .findFirst()
                    .orElse("");
            String fresh = identities.add(); // first: a vault that nobody can open would be worse than a key too many
            var all = new ArrayList<>(List.of(new Recipient(fresh, label)));
            content.recipients().stream()
                    .filter(known -> !older.contains(known.key()))
                    .forEach(all::add);
            held.write(content.recipients(all));
            return fresh;
        });
    }

    /** What to say when there is no such secret. */
    public InvalidInputException absent(String name) {
        return new InvalidInputException(
                "the vault " + held.path() + " has no secret " + name,
                names().isEmpty() ? "it is empty" : "it has " + String.join(", ", names()),
                "put it in: slipway vault set " + name);
    }
}
