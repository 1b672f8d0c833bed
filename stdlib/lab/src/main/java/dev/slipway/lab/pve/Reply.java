package dev.slipway.lab.pve;

import dev.slipway.lab.Json;
import dev.slipway.lab.http.HttpReply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer, with the reason phrase in which Proxmox VE says what went wrong.
 *
 * @param after for how long the server hesitates, in seconds of the lab
 */
record Reply(int status, String reason, String body, int after) implements HttpReply {
    static Reply ok(@Nullable Object data, Map<String, Object> beside) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("data", data);
        body.putAll(beside);
        return new Reply(200, "OK", Json.text(body), 0);
    }

    static Reply refused(ApiException refused) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("data", null);
        if (!refused.errors().isEmpty()) {
            body.put("errors", refused.errors());
        }
        body.put("message", refused.text() + "\n");
        String reason = refused.text().lines().findFirst().orElse("");
        return new Reply(refused.status(), reason, Json.text(body), refused.status() == 401 ? 3 : 0);
    }

    @Override
    public boolean write(OutputStream out, boolean keep) throws IOException {
        out.write(head(keep));
        out.write(bytes());
        return keep;
    }

    private byte[] head(boolean keep) {
        return ("HTTP/1.1 " + status + " " + reason + "\r\nCache-Control: max-age=0\r\nConnection: "
                        + (keep ? "Keep-Alive" : "close")
                        + "\r\nPragma: no-cache\r\nServer: pve-api-daemon/3.0\r\nContent-Length: " + bytes().length
                        + "\r\nContent-Type: application/json;charset=UTF-8\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
