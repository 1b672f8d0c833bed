package dev.slipway.events;

import dev.slipway.model.TaskKey;
import java.time.Duration;

/**
 * One task at work.
 *
 * @param start since the first event of the run
 * @param failed how it ended
 */
public record Span(TaskKey key, String action, Duration start, Duration took, boolean failed) {}
