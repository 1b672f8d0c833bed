package dev.slipway.plan;

import static dev.slipway.plan.Plans.after;
import static dev.slipway.plan.Plans.effect;
import static dev.slipway.plan.Plans.key;
import static dev.slipway.plan.Plans.line;
import static dev.slipway.plan.Plans.observe;
import static dev.slipway.plan.Plans.record;
import static dev.slipway.plan.Plans.secret;

import dev.slipway.model.Absent;
import dev.slipway.model.Claim;
import dev.slipway.model.Content;
import dev.slipway.model.Drift;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.Items;
import dev.slipway.model.Pool;
import dev.slipway.model.Protection;
import dev.slipway.model.Pure;
import dev.slipway.model.Rules;
import dev.slipway.model.Text;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Token;
import dev.slipway.store.Found;
import dev.slipway.store.Recorded;
import dev.slipway.store.Stamp;
import dev.slipway.store.Wanted;
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
        var rules = new Rules(
                List.of(key("vm/first")),
                List.of(new Claim("pve/api", 2)),
                Duration.ofMillis(1500),
                7,
                Protection.ON,
                true,
                true,
                Map.of("tags", Drift.IGNORE, "*", Drift.ACCEPT),
                List.of(key("vm/older")));
        Fields every = Fields.of(
                "none",
                Absent.ABSENT,
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
                new Content("conf/a.yaml", Hasher.of(new byte[] {9})),
                "secret content",
                new Content("conf/b.yaml", Hasher.of(new byte[] {8}), true),
                "unknown",
                after("vm/first", "disks", "0", "a.b"));
        var changes = new ArrayList<Change>();
        changes.add(new Change(FieldPath.of(""), new Text("x"), after("vm/first"), true, false));
        changes.add(new Change(FieldPath.of("a.b", "c"), Absent.ABSENT, new Items(List.of()), false, true));
        Recorded record = record("vm/older", every, Fields.of("id", 7, "ip", "10.0.0.1"), List.of(key("vm/first")));
        var stamped = new Recorded(
                record.key(),
                new Wanted(
                        Wanted.Sort.PURE,
                        record.desired(),
                        record.wanted().inputs(),
                        List.of(new Stamp("a.yaml", Stamp.FRESH, 10, -3, Hasher.of(new byte[] {4}), true)),
                        List.of(),
                        rules,
                        line(0)),
                new Found(
                        "",
                        record.found().outputs(),
                        record.result(),
                        Map.of(),
                        List.of("object-1", "object-2"),
                        Long.MAX_VALUE));
        var seen = new Seen("object-9", Fields.of("ip", "10.0.0.2"), Map.of(Rung.OBJECT, new Token("etag")));
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
                        new Basis(
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
