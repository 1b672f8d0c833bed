package dev.slipway.lab.pve;

import java.util.Map;

/** Something that Proxmox VE does not do, with the status and the words in which it says so. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> errors;

    ApiException(int status, String text, Map<String, String> errors) {
        super(text);
        this.status = status;
        this.errors = Map.copyOf(errors);
    }

    ApiException(int status, String text) {
        this(status, text, Map.of());
    }

    /** Almost everything that goes wrong is a 500 there. */
    static ApiException because(String text) {
        return new ApiException(500, text);
    }

    static ApiException parameter(String name, String text) {
        return new ApiException(400, "Parameter verification failed.", Map.of(name, text));
    }

    static ApiException permission(String what) {
        return new ApiException(403, "Permission check failed" + (what.isEmpty() ? "" : " (" + what + ")"));
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    Map<String, String> errors() {
        return errors;
    }
}
