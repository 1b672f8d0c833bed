package dev.slipway.lab.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** What a server bears, and how it refuses more. */
public interface HttpRules {
    /** How many header lines a request may have. */
    int lines();

    /** How many bytes its head may have. */
    int head();

    /** How long a connection may be idle. */
    int idleMillis();

    /** How many requests a connection may carry. */
    int requests();

    /** Whether a body may come in chunks. */
    boolean takesChunks();

    /** Checks the length of a body that is about to come, and refuses one that is too long. */
    void check(InputStream in, String method, String path, Map<String, String> headers, long length) throws IOException;

    /** How a refusal is answered. */
    HttpReply refused(HttpRefusal refusal);
}
