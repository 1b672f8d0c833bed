package dev.slipway.plan;

import static dev.slipway.plan.Plans.after;
import static dev.slipway.plan.Plans.effect;
import static dev.slipway.plan.Plans.key;
import static dev.slipway.plan.Plans.line;
import static dev.slipway.plan.Plans.observe;
import static dev.slipway.plan.Plans.record;
import static dev.slipway.plan.Plans.secret;

import dev.slipway.model.CacheScope;
import dev.slipway.model.Claim;
import dev.slipway.model.DriftPolicy;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.Hasher;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Pool;
import dev.slipway.model.Protection;
import dev.slipway.model.Pure;
import dev.slipway.model.StringValue;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Token;
import dev.slipway.store.DesiredState;
import dev.slipway.store.FileStamp;
import dev.slipway.store.TaskRecord;
import dev.slipway.store.TaskResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan with every sort of step, value and rule in it. */
final class EveryPlan {
    private EveryPlan() {}

    static Plan plan() {
        var rules = new TaskOptions(
                List.of(key("vm/first")),
                List.of(new Claim("pve/api", 2)),
                Duration.ofMillis(1500),
                7,
                Protection.ON,
                true,
                true,
                Map.of("tags", DriftPolicy.IGNORE, "*", DriftPolicy.ACCEPT),
                List.of(key("vm/older")),
                CacheScope.PROJECT);
        Fields every = Fields.of(
                "none",
                Missing.ABSENT,
                "truth",
                true,
                "whole",
                Long.MIN_VALUE,
                "decimal",
                new BigDecimal("0.10"),
                "text",
                "grün \u0000 ✓",
                "items",
                List.of(1, "two", List.of()),
                "fields",
                Map.of("a.b", 1, "", 2),
                "secret",
                secret("env:TOKEN", 3),
                "content",
                new FileContent("conf/a.yaml", Hasher.of(new byte[] {9})),
                "secret content",
                new FileContent("conf/b.yaml", Hasher.of(new byte[] {8}), true),
                "unknown",
                after("vm/first", "disks", "0", "a.b"));
        var changes = new ArrayList<Change>();
        changes.add(new Change(FieldPath.of(""), new StringValue("x"), after("vm/first"), true, false));
        changes.add(new Change(FieldPath.of("a.b", "c"), Missing.ABSENT, new ListValue(List.of()), false, true));
        TaskRecord record = record("vm/older", every, Fields.of("id", 7, "ip", "10.0.0.1"), List.of(key("vm/first")));
        var stamped = new TaskRecord(
                record.key(),
                new DesiredState(
                        DesiredState.Sort.PURE,
                        record.desired(),
                        record.wanted().inputs(),
                        List.of(new FileStamp("a.yaml", FileStamp.FRESH, 10, -3, Hasher.of(new byte[] {4}), true)),
                        List.of(),
                        rules,
                        line(0)),
                new TaskResult(
                        "",
                        record.found().outputs(),
                        record.result(),
                        Map.of(),
                        List.of("object-1", "object-2"),
                        Long.MAX_VALUE));
        var seen = new ObservedObject(
                "object-9", Fields.of("ip", "10.0.0.2"), Map.of(LookDepth.OBJECT, new Token("etag")));
        var steps = List.of(
                Step.of(observe(1, "vm/first", "path", "p"), 3, Action.READ, Cause.UPSTREAM)
                        .producing(Fields.of("seen", true)),
                new Step(
                        effect(2, rules, "vm/second", "every", every),
                        4,
                        new Decision(
                                Action.SKIP,
                                Cause.EXCLUDED,
                                false,
                                changes,
                                Optional.of(Action.REPLACE),
                                "a note\nof two lines"),
                        new StepBasis(
                                Optional.of(record),
                                Optional.of(seen),
                                Optional.of(every),
                                key("vm/older"),
                                "object-8")),
                Step.of(
                                new Pure(key("file/x"), every, List.of("out/a", "out/b"), rules, line(-1)),
                                1,
                                Action.RUN,
                                Cause.NEW_CODE)
                        .from(stamped));
        return new Plan(
                "meadow",
                123,
                steps,
                List.of(new int[0], new int[] {0}, new int[] {0, 1}),
                List.of(new Pool("pve/api", 3)),
                Fields.of("ip", after("vm/second", "ip"), "token", secret("env:TOKEN", 3)),
                Fields.of("ip", "10.0.0.9", "gone", List.of(1)));
    }
}
