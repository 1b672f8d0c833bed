package dev.slipway.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What is to go wrong in a lab. Kept over a restart: a full disk is not emptied by one. */
public final class Faults {
    private final TwinState shelf;
    private final List<Fault> faults = new ArrayList<>();

    public Faults(TwinState shelf) {
        this.shelf = shelf;
        shelf.text("faults").stream().flatMap(String::lines).forEach(line -> {
            String[] part = line.split("\t", -1);
            faults.add(new Fault(part[0], part[1], part[2], Integer.parseInt(part[3])));
        });
    }

    /** From now on this goes wrong; the same fault of the same target is replaced. */
    public synchronized void add(Fault fault) {
        faults.removeIf(
                other -> other.name().equals(fault.name()) && other.target().equals(fault.target()));
        faults.add(fault);
        keep();
    }

    /** Clears the faults of this name and target; a star stands for all. */
    public synchronized void clear(String name, String target) {
        faults.removeIf(fault -> (name.equals("*") || name.equals(fault.name()))
                && (target.equals("*") || target.equals(fault.target())));
        keep();
    }

    public synchronized List<Fault> list() {
        return List.copyOf(faults);
    }

    /** Whether it goes wrong this time, for a system that is known under any of these targets; counted. */
    public Optional<Fault> strike(String name, Set<String> targets) {
        return strike(name, targets, fault -> true);
    }

    /** Whether a fault holds until it is cleared, so that it concerns what has begun already, too; not counted. */
    synchronized boolean lasts(String name, Set<String> targets) {
        return faults.stream().anyMatch(fault -> fault.times() == 0 && fault.hits(name, targets));
    }

    /** The same for a fault that strikes only when more than its name and target is right. */
    synchronized Optional<Fault> strike(String name, Set<String> targets, Predicate<Fault> when) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.hits(name, targets) && when.test(fault)) {
                spend(i, fault);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private void spend(int i, Fault fault) {
        if (fault.times() == 1) {
            faults.remove(i);
            keep();
        } else if (fault.times() > 1) {
            faults.set(i, new Fault(fault.name(), fault.target(), fault.value(), fault.times() - 1));
            keep();
        }
    }

    private void keep() {
        var text = new StringBuilder();
        for (Fault fault : faults) {
            text.append(
                    String.join("\t", fault.name(), fault.target(), fault.value(), Integer.toString(fault.times())));
            text.append('\n');
        }
        shelf.put("faults", text.toString());
    }
}
