package dev.slipway.bench;

import dev.slipway.bench.race.Entrant;
import dev.slipway.bench.race.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what was measured as it comes in, and all bars once more at the end. */
public final class Report {
    private final List<String> bars = new ArrayList<>();
    private int missed;

    public void row(String title) {
        System.out.println("\n" + title);
    }

    public void line(String name, String text) {
        System.out.println("    " + String.format(Locale.ROOT, "%-40s", name) + text);
    }

    public void line(String name, double number, String unit) {
        line(name, figure(number) + " " + unit);
    }

    public void times(Entrant entrant) {
        Sample seconds = entrant.seconds();
        String spread = seconds.size() == 1
                ? "one run"
                : "%s to %s".formatted(figure(seconds.smallest()), figure(seconds.largest()));
        line(
                entrant.name(),
                "%8s s  %s, %s s of processor time"
                        .formatted(figure(seconds.median()), spread, figure(entrant.cpuSeconds())));
    }

    /** What cannot be compared, because somebody is not here. */
    public void absent(String tool) {
        line(tool, "is not installed: nothing to compare with");
        bars.add(verdict("not measured", tool + " is not installed"));
    }

    /**
     * A bar that is judged only in a full run, because a quick one measures less than the bar is for.
     *
     * @param judged whether this is one
     */
    public void atMost(boolean judged, String what, double measured, double bar) {
        if (judged) {
            atMost(what, measured, bar);
            return;
        }
        String line = verdict("not judged", what + ": " + figure(measured) + "; the bar is for a full run");
        System.out.println("    " + line);
        bars.add(line);
    }

    public void atMost(String what, double measured, double bar) {
        bar(what, figure(measured) + " (at most " + figure(bar) + ")", measured <= bar);
    }

    public void exactly(String what, double measured, double bar) {
        bar(what, figure(measured) + " (exactly " + figure(bar) + ")", measured == bar);
    }

    private void bar(String what, String figures, boolean met) {
        missed += met ? 0 : 1;
        String line = verdict(met ? "met" : "MISSED", what + ": " + figures);
        System.out.println("    " + line);
        bars.add(line);
    }

    private static String verdict(String word, String text) {
        return String.format(Locale.ROOT, "%-12s  %s", word, text);
    }

    /** Prints all bars, and says whether each was met. */
    public boolean close() {
        System.out.println("\nAll bars");
        bars.forEach(line -> System.out.println("    " + line));
        return missed == 0;
    }

    public static String figure(double number) {
        double size = Math.abs(number);
        String format = number == Math.rint(number) ? "%,.0f" : size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, number);
    }
}
