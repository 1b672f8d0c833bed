package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Probe;
import dev.slipway.provide.Ticket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks a web server, and fails when the answer is not as expected. */
public final class HttpProbe implements Probe {
    private static final int LONGEST = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public CompletionStage<Fields> probe(Fields inputs, Ticket ticket) {
        return Blocking.stage(() -> {
            String url = inputs.text("url");
            Fields headers = inputs.get("headers") instanceof Fields fields ? fields : Fields.NONE;
            HttpResponse<String> answer = Web.get(url, headers, PATIENCE, HttpResponse.BodyHandlers.ofString(), ticket);
            if (answer.statusCode() != inputs.whole("status", 200)) {
                throw new Failure.Rejected(
                        url + " answers with status " + answer.statusCode() + " and not " + inputs.text("status"),
                        "see to the server, or expect another status");
            }
            String body = answer.body();
            if (!body.contains(inputs.text("contains"))) {
                throw new Failure.Rejected(
                        url + " answers without '" + inputs.text("contains") + "'",
                        "see to the server, or expect another answer");
            }
            return Fields.of(
                    "status", answer.statusCode(), "body", body.substring(0, Math.min(body.length(), LONGEST)));
        });
    }
}
