package dev.slipway.lab.kube.fields;

/** A value that does not fit its type, with the path at which it does not. */
public final class SchemaProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;

    SchemaProblem(String text) {
        this("", text);
    }

    private SchemaProblem(String path, String text) {
        super(text);
        this.path = path;
    }

    SchemaProblem below(String front) {
        return new SchemaProblem(front + path, String.valueOf(getMessage()));
    }

    public String text() {
        return path.isEmpty() ? String.valueOf(getMessage()) : path + ": " + getMessage();
    }
}
