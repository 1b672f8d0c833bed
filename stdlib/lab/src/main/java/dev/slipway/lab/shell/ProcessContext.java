package dev.slipway.lab.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a running program has: its streams, its environment and who it runs as. */
public record ProcessContext(
        Map<String, String> environment, String user, int id, InputStream in, OutputStream out, OutputStream err) {
    static final InputStream NOTHING = new ByteArrayInputStream(new byte[0]);

    public void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    public int fail(int status, String text) throws IOException {
        err.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        return status;
    }

    public boolean isRoot() {
        return user.equals("root");
    }

    ProcessContext with(InputStream otherIn, OutputStream otherOut, OutputStream otherErr) {
        return new ProcessContext(environment, user, id, otherIn, otherOut, otherErr);
    }

    public ProcessContext with(Map<String, String> otherEnvironment) {
        return new ProcessContext(otherEnvironment, user, id, in, out, err);
    }

    public ProcessContext as(String otherUser) {
        return new ProcessContext(environment, otherUser, id, in, out, err);
    }
}
