package dev.slipway.model;

/**
 * A secret, by reference. The value itself is never part of a graph, plan, journal or message; only who is allowed to
 * act may ask for it, at the moment of acting.
 *
 * <p>Its identity is the keyed digest of the value, so a rotated secret is a change and a renamed source is not.
 *
 * @param source where the value comes from, such as {@code env:PVE_TOKEN} or {@code sealed:<blob>}
 * @param digest keyed digest of the value, {@link Fingerprint#ZERO} until it has been read
 */
public record Secret(String source, Fingerprint digest) implements Value {
    public static final String MASK = "•••";

    public static Secret of(String source) {
        return new Secret(source, Fingerprint.ZERO);
    }

    @Override
    public boolean isSecret() {
        return true;
    }

    @Override
    public void write(Encoder out) {
        out.tag(Tag.SECRET);
        if (!out.identity()) {
            out.text(source);
        }
        out.fingerprint(digest);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
