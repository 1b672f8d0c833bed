package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.Origin;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Cause;
import dev.slipway.plan.Change;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
    private static final Secret SECRET = new Secret("env:TOKEN", Hasher.of(new byte[] {1}));

    @Test
    void whatWasWrittenInTheOpenBeforeItBecameASecretIsNotSaid() {
        var task = new Effect(new TaskKey("file", "a"), Fields.of("content", SECRET), TaskOptions.NONE, Origin.NONE);
        var opened = new Change(FieldPath.of("content"), new StringValue("hunter2"), SECRET, false, false);
        var step = Step.of(task, 1, Action.UPDATE, Cause.CHANGED).changing(List.of(opened));
        var outputs = Fields.of("token", SECRET);
        String json = PlanJson.of(
                new Plan("l", 1, List.of(step), List.of(new int[0]), List.of(), outputs, Fields.of("token", "hunter2")),
                "");
        assertFalse(json.contains("hunter2"), json);
        assertTrue(json.contains("\"before\":\"" + Secret.MASK + "\",\"after\":\"" + Secret.MASK + "\""), json);
    }
}
