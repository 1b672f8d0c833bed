package dev.slipway.cli;

import dev.slipway.events.PlainEvents;
import dev.slipway.model.Event;
import dev.slipway.model.TaskKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * On a terminal: what has ended scrolls by as lines, and below them one line says what runs and for how long. It is drawn
 * over four times a second.
 */
final class LiveLine implements Progress {
    private static final long BEAT_MILLIS = 250;
    private static final String ERASE = "\r\u001b[2K";

    private final Console console;
    private final PlainEvents lines;
    private final Map<TaskKey, Long> running = new LinkedHashMap<>();
    private final Thread beat;
    private boolean drawn;
    private boolean closed;
    private int planned;
    private int ended;

    LiveLine(Console console) {
        this.console = console;
        this.lines = new PlainEvents(this::line);
        this.beat = new Thread(this::draw, "terminal");
        beat.setDaemon(true);
        beat.start();
    }

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.Started started) {
            running.put(started.key(), System.nanoTime());
            return; // the line below tells
        } else if (event instanceof Event.Planned known) {
            planned = known.changes();
            return;
        } else if (event instanceof Event.Finished finished) {
            running.remove(finished.key());
            ended++;
        } else if (event instanceof Event.Failed failed) {
            running.remove(failed.key());
            ended++;
        }
        lines.accept(event);
        console.flush();
    }

    private synchronized void line(String line) {
        erase();
        console.say(line);
    }

    private void draw() {
        while (true) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                erase();
                if (!running.isEmpty()) {
                    console.out().print(status());
                    drawn = true;
                }
                console.flush();
            }
            try {
                Thread.sleep(BEAT_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private String status() {
        var text = new StringJoiner(", ", ended + "/" + planned + " done; running: ", "");
        long now = System.nanoTime();
        running.forEach((key, since) -> text.add(key + " " + (now - since) / 1_000_000_000 + " s"));
        String all = text.toString();
        return all.length() < console.columns() ? all : all.substring(0, console.columns() - 2) + "…";
    }

    private void erase() {
        if (drawn) {
            console.out().print(ERASE);
            drawn = false;
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
