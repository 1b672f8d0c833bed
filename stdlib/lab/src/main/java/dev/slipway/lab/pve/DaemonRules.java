package dev.slipway.lab.pve;

import dev.slipway.lab.http.HttpRefusal;
import dev.slipway.lab.http.HttpReply;
import dev.slipway.lab.http.HttpRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** What a daemon of Proxmox VE bears. */
final class DaemonRules implements HttpRules {
    private static final int BODY = 512 << 10;
    private static final long DRAINED = 16 << 20;

    @Override
    public int lines() {
        return 64;
    }

    @Override
    public int head() {
        return 8 << 10;
    }

    @Override
    public int idleMillis() {
        return 5000;
    }

    @Override
    public int requests() {
        return 100;
    }

    @Override
    public boolean takesChunks() {
        return false;
    }

    @Override
    public void check(InputStream in, String method, String path, Map<String, String> headers, long length)
            throws IOException {
        boolean writes = method.equals("POST") || method.equals("PUT");
        if (length > 0 && !writes) {
            throw new HttpRefusal(501, "Unexpected content for method '" + method + "'");
        } else if (length > (path.endsWith("/upload") ? Integer.MAX_VALUE : BODY)) {
            in.skipNBytes(Math.min(length, DRAINED)); // or the client would see a broken pipe before the answer
            throw new HttpRefusal(501, "for data too large");
        }
    }

    @Override
    public HttpReply refused(HttpRefusal refusal) {
        return Reply.refused(new ApiException(refusal.status(), refusal.text()));
    }
}
