package dev.slipway.lab;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts a lab, unless it runs, and puts into it what a layout wants and it does not have yet. */
public final class LabSetup {
    private final LabProcess lab;
    private final List<String> said = new ArrayList<>();

    public LabSetup(LabProcess lab) {
        this.lab = lab;
    }

    /** Does it, and tells what it did; refused with all that cannot be put into the lab. */
    public List<String> of(Layout layout) {
        try {
            String pace = layout.pace().orElse("1");
            boolean stopped = lab.isOfAnother() && lab.stop();
            if (stopped || lab.ask("/pace", "").isEmpty()) {
                lab.start(pace);
                said.add("the lab was started" + (stopped ? " again, for it was of another Slipway" : "")
                        + ", and goes on until it is stopped");
            }
            String running = asked("/pace", "").replaceFirst("\\.0$", "");
            if (Double.parseDouble(running) != Double.parseDouble(pace)) {
                said.add("the lab goes on at its pace of " + running + " until it is stopped; then it will be " + pace);
            }
            Map<String, Placement> there = new TreeMap<>();
            asked("/placements", "").lines().map(Placements::placement).forEach(each -> there.put(each.name(), each));
            var problems = new Problems();
            layout.wanted()
                    .forEach(
                            wanted -> place(wanted, there.get(wanted.placement().name()), problems));
            problems.throwIfAny();
            return said;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the lab in " + lab.directory() + " does not run",
                    String.valueOf(e.getMessage()),
                    "see what it says, and run again");
        }
    }

    private void place(Layout.Wanted wanted, @Nullable Placement there, Problems problems) {
        Placement placement = wanted.placement();
        var where = new Origin(Layout.FILE, wanted.line());
        if (placement.equals(there)) {
            return;
        } else if (there != null) {
            problems.add(
                    placement.name() + " stands in the lab as something else",
                    where,
                    "it was placed before with " + differences(there, placement),
                    "take it out, with all that is on it, and it is placed anew: slipway lab remove " + placement.name()
                            + " --directory " + lab.directory());
            return;
        }
        try {
            asked("/place", Placements.text(placement));
            said.add("placed " + placement.kind() + " " + placement.name());
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    placement.kind() + " " + placement.name() + " cannot be placed in the lab",
                    where,
                    String.valueOf(e.getMessage()),
                    "correct the line; docs/lab.md tells what a system takes");
        }
    }

    private String asked(String what, String body) throws IOException {
        return lab.ask(what, body).orElseThrow(() -> new IOException("it ended a moment ago; see " + lab.log()));
    }

    /** Names alone: values may be secret. */
    private static String differences(Placement one, Placement other) {
        var names = new TreeSet<>(one.properties().keySet());
        names.addAll(other.properties().keySet());
        String changed = names.stream()
                .filter(name -> !one.property(name, "").equals(other.property(name, "")))
                .collect(Collectors.joining(", "));
        return one.kind().equals(other.kind()) ? "another " + changed : "the kind " + one.kind();
    }
}
