package dev.slipway.bench.race;

import java.util.ArrayList;
import java.util.List;

/** Somebody who takes part in a race, with what is to be prepared before each of its runs. */
public final class Entrant {
    /** What is done before a run and not measured. */
    public interface Preparation {
        void prepare() throws java.io.IOException;
    }

    private final String name;
    private final Command command;
    private final Preparation before;
    private final int atMost;
    private final List<Run> runs = new ArrayList<>();

    private Entrant(String name, Command command, Preparation before, int atMost) {
        this.name = name;
        this.command = command;
        this.before = before;
        this.atMost = atMost;
    }

    public static Entrant of(String name, Command command) {
        return new Entrant(name, command, () -> {}, Integer.MAX_VALUE);
    }

    public Entrant before(Preparation preparation) {
        return new Entrant(name, command, preparation, atMost);
    }

    /** Takes part in the first rounds only, for those that take minutes. */
    public Entrant rounds(int most) {
        return new Entrant(name, command, before, most);
    }

    public String name() {
        return name;
    }

    public Command command() {
        return command;
    }

    void run(int round) throws java.io.IOException {
        if (round < atMost) {
            before.prepare();
            runs.add(Run.of(command));
        }
    }

    /** Forgets the runs so far, unless there will be no others. */
    void warm() {
        if (atMost > 1) {
            runs.clear();
        }
    }

    public Run last() {
        return runs.get(runs.size() - 1);
    }

    public Sample seconds() {
        return Sample.of(runs.stream().mapToDouble(Run::seconds).toArray());
    }

    public double cpuSeconds() {
        return Sample.of(runs.stream().mapToDouble(Run::cpuSeconds).toArray()).median();
    }
}
