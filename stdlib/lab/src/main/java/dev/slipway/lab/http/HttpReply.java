package dev.slipway.lab.http;

import java.io.IOException;
import java.io.OutputStream;

/** An answer to a request. */
public interface HttpReply {
    /**
     * Writes the whole answer.
     *
     * @param keep whether the connection stays open for another request
     * @return whether it may
     */
    boolean write(OutputStream out, boolean keep) throws IOException;
}
