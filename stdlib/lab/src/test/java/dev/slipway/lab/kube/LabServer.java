package dev.slipway.lab.kube;

import dev.slipway.lab.LabClock;
import dev.slipway.lab.http.HttpRequest;
import dev.slipway.lab.kube.auth.Authenticator;
import dev.slipway.lab.kube.auth.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The lab's API server, asked without a network. */
final class LabServer implements Server {
    private final LabClock clock;
    private final KubeServer server;

    LabServer(String release) {
        this(release, LabClock.standing(Instant.parse("2026-01-01T00:00:00Z")), Nodes.NONE);
    }

    LabServer(String release, LabClock clock, Nodes nodes) {
        this.clock = clock;
        var authenticator =
                new Authenticator(dev.slipway.lab.Authority.unknown().certificate());
        authenticator.admit("admin-token", User.of("admin", "1", List.of("system:masters")));
        authenticator.admit("alice-token", User.of("alice", "2", List.of("team-a")));
        authenticator.admit("bob-token", User.of("bob", "3", List.of()));
        server = new KubeServer(release, clock, authenticator, Optional.empty(), nodes);
    }

    KubeServer server() {
        return server;
    }

    @Override
    public Reply ask(String method, String path, Optional<String> token, String type, String body) {
        var headers = new TreeMap<String, String>();
        token.ifPresent(one -> headers.put("authorization", "Bearer " + one));
        headers.put("user-agent", "contract/1");
        if (!type.isEmpty()) {
            headers.put("content-type", type);
        }
        int question = path.indexOf('?');
        var ask = new HttpRequest(
                method,
                question < 0 ? path : path.substring(0, question),
                question < 0 ? "" : path.substring(question + 1),
                headers,
                body.getBytes(StandardCharsets.UTF_8));
        var out = new ByteArrayOutputStream();
        try {
            server.answer(ask).write(out, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parsed(out.toString(StandardCharsets.UTF_8));
    }

    private static Reply parsed(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = text.substring(0, end);
        String body = text.substring(end + 4);
        if (head.contains("chunked")) {
            body = body.replaceAll("(?m)^[0-9a-f]+\r\n", "").replace("\r\n", "");
        }
        var warnings = new StringBuilder();
        head.lines()
                .filter(line -> line.startsWith("Warning: "))
                .forEach(line -> warnings.append(line.substring(9)).append('\n'));
        return new Reply(
                Integer.parseInt(head.split(" ", 3)[1]),
                body,
                warnings.toString().strip());
    }

    @Override
    public void settle() {
        server.settle();
    }

    @Override
    public void close() {
        server.close();
        clock.close();
    }
}
