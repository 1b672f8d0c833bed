package dev.slipway.model;

/**
 * The content of a local file. Its identity is the digest of the bytes: a touched or moved file is no change.
 *
 * @param path the file, relative to the script unless absolute
 * @param digest digest of the bytes, {@link Fingerprint#ZERO} until the file has been read
 * @param isSecret whether a task wrote it that was given a secret; then the digest is a keyed one, and whatever is made
 *     from the file is secret too
 */
public record FileContent(String path, Fingerprint digest, boolean isSecret) implements Value {
    public FileContent(String path, Fingerprint digest) {
        this(path, digest, false);
    }

    public static FileContent of(String path) {
        return new FileContent(path, Fingerprint.ZERO);
    }

    @Override
    public void write(Encoder out) {
        out.tag(isSecret ? Tag.SECRET_CONTENT : Tag.CONTENT);
        if (!out.identity()) {
            out.text(path);
        }
        out.fingerprint(digest);
    }

    @Override
    public String toString() {
        return digest.equals(Fingerprint.ZERO) || isSecret
                ? "content of " + path
                : "content of " + path + " (" + digest.brief() + ")";
    }
}
