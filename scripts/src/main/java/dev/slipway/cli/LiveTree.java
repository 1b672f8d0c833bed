package dev.slipway.cli;

import dev.slipway.events.PlainEvents;
import dev.slipway.model.Event;
import dev.slipway.plan.Plan;
import java.util.List;

/**
 * On a terminal: what has ended scrolls by as lines, and below them a tree says what runs. It is drawn over four times a
 * second.
 */
final class LiveTree implements Progress {
    private static final long BEAT_MILLIS = 250;

    private final Console console;
    private final PlainEvents lines;
    private final RunProgress running = new RunProgress();
    private final Thread beat;
    private int drawn;
    private boolean closed;

    LiveTree(Console console) {
        this.console = console;
        this.lines = new PlainEvents(this::line);
        this.beat = new Thread(this::draw, "terminal");
        beat.setDaemon(true);
        beat.start();
    }

    @Override
    public synchronized void expect(Plan plan) {
        running.expect(plan);
    }

    @Override
    public synchronized void accept(Event event) {
        running.accept(event, System.nanoTime());
        if (!(event instanceof Event.Started) && !(event instanceof Event.Planned)) { // the tree tells
            lines.accept(event);
            console.flush();
        }
    }

    private synchronized void line(String line) {
        erase();
        console.say(line.startsWith("error") ? new Ansi(console.colours()).bad(line) : line);
    }

    private void draw() {
        while (true) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                erase();
                List<String> tree = running.lines(console.columns() - 1, System.nanoTime());
                var paint = new Ansi(console.colours());
                tree.forEach(line -> console.say(paint.dim(line)));
                drawn = tree.size();
                console.flush();
            }
            try {
                Thread.sleep(BEAT_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void erase() {
        if (drawn > 0) {
            console.out().print("\u001b[" + drawn + "F\u001b[J");
            drawn = 0;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            erase();
            console.flush();
        }
        beat.interrupt();
    }
}
