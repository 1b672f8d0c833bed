package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Containment.Fate;
import dev.slipway.provide.InterruptedOperation;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The walls of an {@link Estate}: rules that are added one by one, each with a mark, and then put into force. */
record EstateWalls(Estate estate) implements Resource {
    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "guest", Field.of(Schema.Type.NUMBER).mandatory().replacing(),
                        "rules", Field.of(Schema.Type.ITEMS).mandatory().inAnyOrder(),
                        "raised", Field.of(Schema.Type.TRUTH)))
                .guarding("fake.vm", Fate.DELETED);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return EstateMachines.now(
                estate,
                () -> subject.isNew()
                                || !estate.machines.containsKey(subject.inputs().whole("guest", 0))
                        ? Optional.empty()
                        : Optional.of(seen(subject.inputs(), subject.id())));
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
        ObjectRef was = doubt.subject();
        String mark = was.isNew() ? doubt.idempotencyKey() : was.id();
        return read(new ObjectRef(was.key(), mark, was.inputs(), was.outputs()), ticket);
    }

    private ObservedObject seen(Fields inputs, String mark) {
        Estate.Wall wall = estate.walls.getOrDefault(inputs.whole("guest", 0), new Estate.Wall());
        List<String> rules = wall.bricks.stream()
                .filter(brick -> brick.mark().equals(mark))
                .map(Estate.Brick::rule)
                .toList();
        return new ObservedObject(
                mark,
                Fields.of("guest", inputs.get("guest"), "rules", Value.of(rules), "raised", Value.of(wall.raised)));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return EstateMachines.now(estate, () -> built(desired, ticket.idempotencyKey(), ticket));
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return EstateMachines.now(estate, () -> built(desired, subject.id(), ticket));
    }

    private ObservedObject built(Fields desired, String mark, CallContext ticket) {
        long guest = desired.whole("guest", 0);
        List<String> rules = Estate.texts(desired.get("rules"));
        for (String rule : rules) {
            var brick = new Estate.Brick(mark, rule);
            if (!estate.wall(guest).bricks.contains(brick)) {
                asked(
                        ticket,
                        "add rule to " + guest,
                        () -> estate.wall(guest).bricks.add(brick));
            }
        }
        if (!estate.wall(guest).raised) {
            asked(ticket, "raise " + guest, () -> estate.wall(guest).raised = true);
        }
        for (Estate.Brick brick : List.copyOf(estate.wall(guest).bricks)) {
            if (brick.mark().equals(mark) && !rules.contains(brick.rule())) {
                asked(
                        ticket,
                        "remove rule of " + guest,
                        () -> estate.wall(guest).bricks.remove(brick));
            }
        }
        return seen(desired, mark);
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return EstateMachines.now(estate, () -> {
                    long guest = subject.inputs().whole("guest", 0);
                    if (estate.machines.containsKey(guest)) {
                        Estate.Wall wall = estate.wall(guest);
                        if (wall.raised) {
                            asked(ticket, "lower " + guest, () -> wall.raised = false);
                        }
                        for (Estate.Brick brick : List.copyOf(wall.bricks)) {
                            if (brick.mark().equals(subject.id())) {
                                asked(ticket, "remove rule of " + guest, () -> wall.bricks.remove(brick));
                            }
                        }
                    }
                    return true;
                })
                .thenAccept(gone -> {});
    }

    private void asked(CallContext ticket, String what, Runnable change) {
        estate.request(what, change);
        ticket.wrote();
    }
}
