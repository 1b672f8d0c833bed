package dev.slipway.lab.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A body that is sent piece by piece, for as long as its client listens. */
public final class Chunks {
    private final OutputStream out;

    public Chunks(OutputStream out) {
        this.out = out;
    }

    public void write(byte[] piece) throws IOException {
        if (piece.length > 0) {
            out.write((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(piece);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    public void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
