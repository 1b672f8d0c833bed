package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Probe;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks a web server, and fails when the answer is not as expected. */
public final class HttpProbe implements Probe {
    private static final int LONGEST = 1 << 16;
    private static final int MOST = 1 << 24;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Web WEB = new Web(new Web.Limits(PATIENCE, PATIENCE));

    private final Web web;

    public HttpProbe() {
        this(WEB);
    }

    HttpProbe(Web web) {
        this.web = web;
    }

    /** What the server repeats of the secrets that it was sent is masked in what is left of its answer. */
    @Override
    public CompletionStage<Fields> probe(Fields inputs, CallContext ticket) {
        return Blocking.stage(() -> {
            String url = inputs.text("url");
            Fields headers = inputs.get("headers") instanceof Fields fields ? fields : Fields.NONE;
            var redaction = new Redaction();
            redaction.cover(inputs, ticket);
            var beginning = new Sink.Beginning(MOST);
            Reply reply = web.get(url, headers, beginning, ticket);
            if (reply.status() != inputs.whole("status", 200)) {
                throw new Failure.Rejected(
                        url + " answers with status " + reply.status() + " and not " + inputs.text("status"),
                        "check the server, or expect another status");
            }
            String body = new String(beginning.bytes(), reply.charset());
            if (!body.contains(inputs.text("contains"))) {
                throw new Failure.Rejected(
                        url + " answers without '" + inputs.text("contains") + "'"
                                + (beginning.isFull() ? " in its first 16 MiB" : ""),
                        "check the server, or expect another answer");
            }
            String masked = redaction.mask(body);
            return Fields.of("status", reply.status(), "body", masked.substring(0, Math.min(masked.length(), LONGEST)));
        });
    }
}
