package dev.slipway.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What an API server answered.
 *
 * @param retryAfter how long it asks to wait; zero where it asks for nothing
 */
record Reply(int status, JsonNode body, String text, Duration retryAfter) {
    boolean isDone() {
        return status / 100 == 2;
    }

    /** What it says, in its own words. */
    String message() {
        String said = body.path("message").asText("");
        return said.isEmpty() ? (status + " " + text.strip()).strip() : said;
    }

    String reason() {
        return body.path("reason").asText("");
    }

    boolean says(String words) {
        return message().contains(words);
    }

    /** Whether fields belong to another manager. */
    boolean isFieldConflict() {
        return status == 409
                && "FieldManagerConflict"
                        .equals(body.path("details")
                                .path("causes")
                                .path(0)
                                .path("reason")
                                .asText());
    }
}
