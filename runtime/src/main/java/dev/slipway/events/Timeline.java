package dev.slipway.events;

import dev.slipway.model.Event;
import dev.slipway.model.TaskKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Keeps when each task began and ended: how long the whole took, what took longest, and what the whole waited for. */
public final class Timeline implements Consumer<Event> {
    private record Task(TaskKey key, String action) {}

    private final LongSupplier nanos;
    private final Map<Task, Long> open = new HashMap<>();
    private final List<Span> spans = new ArrayList<>();
    private long first;
    private long last;
    private boolean begun;

    public Timeline() {
        this(System::nanoTime);
    }

    /** With a clock of its own, in nanoseconds from anywhere. */
    public Timeline(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized void accept(Event event) {
        last = nanos.getAsLong();
        if (!begun) {
            begun = true;
            first = last;
        }
        if (event instanceof Event.Started started) {
            open.put(new Task(started.key(), started.action()), last);
        } else if (event instanceof Event.Finished finished) {
            end(new Task(finished.key(), finished.action()), false);
        } else if (event instanceof Event.Failed failed) {
            end(new Task(failed.key(), failed.action()), true);
        }
    }

    private void end(Task task, boolean failed) {
        Long start = open.remove(task);
        if (start != null) {
            spans.add(new Span(
                    task.key(),
                    task.action(),
                    Duration.ofNanos(start - first),
                    Duration.ofNanos(last - start),
                    failed));
        }
    }

    /** From the first event to the last. */
    public synchronized Duration total() {
        return Duration.ofNanos(last - first);
    }

    /** All that has ended, in the order of its end. */
    public synchronized List<Span> spans() {
        return List.copyOf(spans);
    }

    /** What took longest, longest first. */
    public List<Span> slowest(int most) {
        return spans().stream()
                .sorted(Comparator.comparing(Span::took).reversed().thenComparing(Span::key))
                .limit(most)
                .toList();
    }

    /**
     * The chain of tasks, each needing the one before, that took longest in sum: no parallelism could have made the run
     * shorter than this.
     *
     * @param needs what each task needs; whoever is missing needs nothing
     */
    public List<Span> criticalPath(Map<TaskKey, ? extends Collection<TaskKey>> needs) {
        var longest = new HashMap<TaskKey, Link>();
        Optional<Link> best = Optional.empty();
        // A need ends before what needs it does: the order of ends is a topological order.
        for (Span span : spans()) {
            Optional<Link> before = Optional.empty();
            for (TaskKey need : Optional.<Collection<TaskKey>>ofNullable(needs.get(span.key()))
                    .orElse(List.of())) {
                before = longer(before, Optional.ofNullable(longest.get(need)));
            }
            long nanos = span.took().toNanos() + before.map(Link::nanos).orElse(0L);
            var link = new Link(span, before, nanos);
            longest.putIfAbsent(span.key(), link);
            best = longer(best, Optional.of(link));
        }
        var path = new ArrayList<Span>();
        for (Optional<Link> link = best; link.isPresent(); link = link.get().before()) {
            path.add(link.get().span());
        }
        Collections.reverse(path);
        return path;
    }

    /** The longest chain that ends with a span. */
    private record Link(Span span, Optional<Link> before, long nanos) {}

    private static Optional<Link> longer(Optional<Link> one, Optional<Link> other) {
        return one.map(Link::nanos).orElse(-1L) >= other.map(Link::nanos).orElse(-1L) ? one : other;
    }
}
