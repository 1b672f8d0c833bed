package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Plays entries into a store that may fail at any moment, and knows every state that it may be found in afterwards. */
final class Storyline {
    static final Path HOME = Path.of("/slipway");

    private final Snapshot start;
    private final List<Entry> entries;
    private final List<Snapshot> states;
    private int appended;
    private long durable;

    private Storyline(Snapshot start, List<Entry> entries, List<Snapshot> states) {
        this.start = start;
        this.entries = entries;
        this.states = states;
        this.durable = start.sequence();
    }

    static Storyline of(Snapshot start, List<Entry> entries) {
        var states = new ArrayList<Snapshot>();
        for (int i = 0; i <= entries.size(); i++) {
            states.add(start.plus(entries.subList(0, i)));
        }
        return new Storyline(start, entries, states);
    }

    /** The same from the beginning. */
    Storyline again() {
        return new Storyline(start, entries, states);
    }

    /** Whether it got to the end. Waits for what an engine waits for: intents and handles. */
    boolean play(CrashingDisk disk) {
        try (var store = new LocalStore(HOME, disk);
                var session = store.lock(Sample.OWNER, event -> {})) {
            for (Entry entry : entries) {
                appended++;
                long sequence = session.journal().append(entry);
                if (entry instanceof Entry.Intent || entry instanceof Entry.Handle) {
                    session.journal().durable(sequence).toCompletableFuture().join();
                    durable = sequence;
                }
            }
        } catch (InvalidInputException e) {
            return false;
        } catch (CompletionException e) {
            return false;
        }
        durable = start.sequence() + appended;
        return true;
    }

    /** Some beginning of the story is there, and all of it that was durable. */
    void check(CrashingDisk disk, Object when) {
        Snapshot found = new LocalStore(HOME, disk).read();
        check(found, when);
        try (var session = new LocalStore(HOME, disk).lock(Sample.OWNER, event -> {})) {
            same(found, session.snapshot(), when);
            session.journal().append(Sample.done(9));
        }
        same(found.plus(List.of(Sample.done(9))), new LocalStore(HOME, disk).read(), when);
    }

    private void check(Snapshot found, Object when) {
        long after = found.sequence() - start.sequence();
        if (found.sequence() < durable || after > appended) {
            throw new AssertionError(when + ": found " + found.sequence() + " entries, with " + durable
                    + " durable and " + appended + " appended after " + start.sequence());
        }
        same(states.get((int) after), found, when);
    }

    static void same(Snapshot expected, Snapshot found, Object when) {
        if (expected.sequence() != found.sequence()
                || !expected.records().equals(found.records())
                || !expected.outputs().equals(found.outputs())
                || !expected.doubts().equals(found.doubts())) {
            throw new AssertionError(when + ": expected\n" + expected + "\nfound\n" + found);
        }
    }
}
