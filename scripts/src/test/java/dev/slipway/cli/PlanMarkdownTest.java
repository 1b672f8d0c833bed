package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Origin;
import dev.slipway.plan.PlanText;
import dev.slipway.plan.Row;
import dev.slipway.plan.Section;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanMarkdownTest {
    private static Row row(char sign, String key, String... remarks) {
        return new Row(sign, key, "create: not in state", Origin.NONE, List.of(), List.of(remarks));
    }

    @Test
    void signsStandInTheFirstColumnSoThatDiffsAreColoured() {
        var plan = new PlanText(
                List.of(new Section(
                        "Planned changes", List.of(row('+', "file/a"), row('~', "file/b", "with ``` in it")))),
                "Plan: 1 to create, 1 to change");
        assertEquals("""
                ### Plan: 1 to create, 1 to change

                > Environment: prod

                #### Planned changes

                ````diff
                + file/a  create: not in state
                ! file/b  create: not in state
                    with ``` in it
                ````
                """, PlanMarkdown.of(plan, List.of("Environment: prod")));
    }

    @Test
    void longSectionsAreCollapsedAndTooLongOnesCut() {
        List<Row> many =
                IntStream.range(0, 40).mapToObj(i -> row('+', "file/" + i)).toList();
        var plan = new PlanText(List.of(new Section("Planned changes", many)), "Plan: 40 to create");
        String text = PlanMarkdown.of(plan, List.of());
        assertTrue(text.contains("<details><summary>Planned changes</summary>\n\n```diff\n+ file/0"), text);
        assertTrue(text.endsWith("```\n\n</details>\n"), text);
        var huge = new PlanText(
                List.of(new Section("Planned changes", List.of(row('+', "file/a", "x".repeat(70_000))))), "Plan: 1");
        assertEquals(
                "### Plan: 1\n\n_The rest is cut, because comments are limited: see `slipway plan --all`._\n",
                PlanMarkdown.of(huge, List.of()));
    }

    @Test
    void aPlanWithoutChangesIsItsSummary() {
        assertEquals("### No changes.\n", PlanMarkdown.of(new PlanText(List.of(), "No changes."), List.of()));
    }
}
