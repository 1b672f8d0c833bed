package dev.slipway.cli;

import dev.slipway.plan.PlanText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A plan as Markdown for a merge request: the summary, and each section in a block that platforms colour as a diff. Long
 * sections are collapsed, and what exceeds the longest comment that platforms take is cut.
 */
final class PlanMarkdown {
    private static final int COLLAPSED_FROM = 30;
    private static final int LONGEST = 60_000;
    private static final String INDENT = "  ";
    private static final Pattern TICKS = Pattern.compile("`+");
    private static final String CUT = "_The rest is cut, because comments are limited: see `slipway plan --all`._";

    private PlanMarkdown() {}

    /**
     * @param notes lines about the plan as a whole, such as its environment
     */
    static String of(PlanText plan, List<String> notes) {
        var out = new StringBuilder("### " + plan.summary() + "\n");
        notes.forEach(note -> out.append("\n> ").append(note).append('\n'));
        var section = new ArrayList<String>();
        for (String line : plan.lines().subList(0, plan.lines().size() - 1)) {
            if (!line.isEmpty()) {
                section.add(line);
                continue;
            }
            String block = block(section);
            if (out.length() + block.length() > LONGEST) {
                return out.append('\n').append(CUT).append('\n').toString();
            }
            out.append(block);
            section.clear();
        }
        return out.toString();
    }

    private static String block(List<String> section) {
        List<String> body = section.subList(1, section.size()).stream()
                .map(PlanMarkdown::diffLine)
                .toList();
        int ticks = body.stream()
                .flatMap(line -> TICKS.matcher(line).results())
                .mapToInt(found -> found.end() - found.start())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(3, ticks + 1));
        String code = "\n" + fence + "diff\n" + String.join("\n", body) + "\n" + fence + "\n";
        String title = section.get(0);
        return body.size() < COLLAPSED_FROM
                ? "\n#### " + title + "\n" + code
                : "\n<details><summary>" + title + "</summary>\n" + code + "\n</details>\n";
    }

    /** With its sign in the first column, and that of changes as diffs have it. */
    private static String diffLine(String line) {
        String cut = line.startsWith(INDENT) ? line.substring(INDENT.length()) : line;
        boolean changed = cut.startsWith("~ ") || cut.startsWith("± ");
        return changed ? "!" + cut.substring(1) : cut;
    }
}
