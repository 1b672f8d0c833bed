package dev.slipway.cli;

import dev.slipway.events.Span;
import dev.slipway.events.Timeline;
import dev.slipway.model.Durations;
import dev.slipway.model.Event;
import dev.slipway.model.Printable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Sums up how long a run took, and which of its steps took longest. Short runs need no summary. */
final class RunTimes implements Consumer<Event> {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int SHOWN = 3;

    private final Timeline timeline;

    RunTimes(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void accept(Event event) {
        timeline.accept(event);
    }

    /** Time before the first step, such as that of the question, does not count. */
    Optional<String> line() {
        List<Span> spans = timeline.spans();
        Duration first =
                spans.stream().map(Span::start).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
        Duration last = spans.stream()
                .map(span -> span.start().plus(span.took()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration total = last.minus(first);
        if (total.compareTo(SHORT) < 0) {
            return Optional.empty();
        }
        String slowest = timeline.slowest(SHOWN).stream()
                .map(span -> span.key() + " " + span.action() + " " + Durations.of(span.took()))
                .collect(Collectors.joining(", "));
        return Optional.of(Printable.line("Took " + Durations.of(total) + "; slowest: " + slowest));
    }
}
