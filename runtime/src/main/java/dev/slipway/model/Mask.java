package dev.slipway.model;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Masks the secrets that it was told in whatever is said, as they are and in the forms that programs give them. */
public final class Mask {
    /** Longest first: a secret may be part of another. */
    private final Set<String> forms = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private volatile Base64Finder letters = Base64Finder.NONE;

    public void add(String secret) {
        if (forms.addAll(SecretEncodings.of(secret))) {
            addLetters(secret);
        }
    }

    private synchronized void addLetters(String secret) {
        letters = letters.with(SecretEncodings.base64(secret));
    }

    public String mask(String text) {
        String masked = text;
        for (String form : forms) {
            masked = masked.replace(form, Secret.MASK);
        }
        return letters.mask(masked);
    }
}
