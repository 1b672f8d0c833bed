package dev.slipway.lab.pve;

/** A key for programs. One with separated privileges may only what both it and its user may. */
record Token(String id, String secret, boolean separated, long expire, String comment) {
    String user() {
        return id.substring(0, id.indexOf('!'));
    }

    String name() {
        return id.substring(id.indexOf('!') + 1);
    }
}
