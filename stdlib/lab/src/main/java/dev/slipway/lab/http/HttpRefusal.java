package dev.slipway.lab.http;

/** A request that a server refuses before it looks at what is asked. */
public final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    public HttpRefusal(int status, String text) {
        super(text);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
