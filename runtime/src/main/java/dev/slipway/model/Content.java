package dev.slipway.model;

/**
 * The content of a local file. Its identity is the digest of the bytes: a touched or moved file is no change.
 *
 * @param path the file, relative to the script unless absolute
 * @param digest digest of the bytes, {@link Fingerprint#ZERO} until the file has been read
 */
public record Content(String path, Fingerprint digest) implements Value {
    public static Content of(String path) {
        return new Content(path, Fingerprint.ZERO);
    }

    @Override
    public void write(Encoder out) {
        out.tag(Tag.CONTENT);
        if (!out.identity()) {
            out.text(path);
        }
        out.fingerprint(digest);
    }

    @Override
    public String toString() {
        return digest.equals(Fingerprint.ZERO)
                ? "content of " + path
                : "content of " + path + " (" + digest.brief() + ")";
    }
}
