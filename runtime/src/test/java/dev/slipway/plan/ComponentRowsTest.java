package dev.slipway.plan;

import static dev.slipway.plan.Plans.effect;
import static dev.slipway.plan.Plans.key;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskOptions;
import org.junit.jupiter.api.Test;

class ComponentRowsTest {
    @Test
    void foldsNewObjectsOfOneLine() {
        var plans = new Plans();
        for (int i = 0; i < 60; i++) {
            plans.add(Step.of(effect(8, "vm/n" + i, "cores", 4), 1, Action.CREATE, Cause.NEW));
        }
        String text = PlanText.of(plans.plan()).toString();
        assertTrue(text.contains("… and 58 more vm/…  create, first vm/n2, last vm/n59"), text);
        assertEquals(60, count(PlanText.of(plans.plan(), Detail.ALL), "+ vm/n"));
    }

    @Test
    void groupsTheStepsOfAComponentBelowItsCall() {
        var plans = new Plans();
        plans.add(Step.of(effect(1, "vm/own"), 1, Action.CREATE, Cause.NEW));
        for (int i = 0; i < 12; i++) {
            Origin in = new Origin("lib/site.main.kts", 8, "cluster.main.kts:12, in site()");
            plans.add(Step.of(
                    new Effect(key("file/n" + i), Fields.NONE, TaskOptions.NONE, in),
                    1,
                    i == 5 ? Action.REPLACE : Action.CREATE,
                    i == 5 ? Cause.CHANGED : Cause.NEW));
        }
        assertEquals("""
                Planned changes
                  + vm/own     create: not in state  (cluster.main.kts:1)
                  ~ site()     12 steps: 11 create, 1 replace; --all shows them  (cluster.main.kts:12)
                    ± file/n5  replace: configuration changed  (lib/site.main.kts:8)
                        the old one is deleted before the new one is created

                Plan: 12 to create, 1 to replace
                """, PlanText.of(plans.plan()).toString());
        assertEquals(11, count(PlanText.of(plans.plan(), Detail.ALL), "    + file/n"));
    }

    private static long count(PlanText text, String start) {
        return text.lines().stream().filter(line -> line.contains(start)).count();
    }
}
