package dev.slipway.apply;

import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.InterruptedOperation;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Operation;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The machines of an {@link Estate}: created, sized, given an address and started, each by a request. */
record EstateMachines(Estate estate) implements Resource {
    @Override
    public Schema shape() {
        return Schema.of(new TreeMap<>(java.util.Map.of(
                        "name", Field.of(Schema.Type.TEXT).mandatory(),
                        "id", Field.of(Schema.Type.NUMBER).replacing(),
                        "zone", Field.of(Schema.Type.TEXT).replacing(),
                        "address", Field.of(Schema.Type.TEXT),
                        "size", Field.of(Schema.Type.NUMBER),
                        "mac", Field.of(Schema.Type.TEXT),
                        "running", Field.of(Schema.Type.TRUTH))))
                .lasting("id", "uid")
                .computed("id", "mac")
                .unique("id")
                .unique("address")
                .held("running", false);
    }

    static <T> CompletionStage<T> now(Estate estate, Supplier<T> work) {
        synchronized (estate) {
            return CompletableFuture.completedFuture(work.get());
        }
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        String id = subject.isNew() ? subject.inputs().text("id") : subject.id();
        return now(
                estate,
                () -> id.isEmpty()
                        ? Optional.<ObservedObject>empty()
                        : Optional.ofNullable(estate.machines.get(Long.parseLong(id)))
                                .filter(machine -> subject.isNew()
                                        || machine.mark.equals(subject.outputs().text("uid")))
                                .map(EstateMachines::seen));
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
        return doubt.act() != Operation.CREATE
                ? read(doubt.subject(), ticket)
                : now(
                        estate,
                        () -> estate.machines.values().stream()
                                .filter(machine -> machine.mark.equals(doubt.idempotencyKey()))
                                .findFirst()
                                .map(EstateMachines::seen));
    }

    private static ObservedObject seen(Estate.Machine machine) {
        var options = new TreeMap<>(machine.options);
        options.putIfAbsent("size", Value.of(0));
        options.putIfAbsent("address", new StringValue(""));
        Fields fields = new Fields(options)
                .with("id", Value.of(machine.id))
                .with("uid", new StringValue(machine.mark))
                .with("mac", new StringValue(machine.mac))
                .with("running", BoolValue.of(machine.running));
        return new ObservedObject(Long.toString(machine.id), fields);
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return now(estate, () -> {
            var machine = new Estate.Machine();
            machine.mark = ticket.idempotencyKey();
            machine.mac = desired.text("mac").isEmpty() ? "mac of " + machine.mark : desired.text("mac");
            machine.id = desired.whole("id", 0) > 0 ? desired.whole("id", 0) : estate.free();
            machine.options.put("name", desired.get("name"));
            if (desired.get("zone") != Missing.ABSENT) {
                machine.options.put("zone", desired.get("zone"));
            }
            asked(ticket, "create machine " + machine.id, () -> estate.insert(machine));
            return brought(machine, desired, ticket);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return now(estate, () -> {
            Estate.Machine machine = estate.machines.get(Long.parseLong(subject.id()));
            if (machine == null || !machine.mark.equals(subject.outputs().text("uid"))) {
                throw new Failure.Conflict("the machine " + subject.id() + " is gone", "");
            }
            return brought(machine, desired, ticket);
        });
    }

    private ObservedObject brought(Estate.Machine machine, Fields desired, CallContext ticket) {
        for (String name : java.util.List.of("name", "size")) {
            Value value = desired.get(name);
            if (value != Missing.ABSENT && !value.equals(machine.options.get(name))) {
                asked(ticket, "set " + name + " of " + machine.id, () -> machine.options.put(name, value));
            }
        }
        Value address = desired.get("address");
        if (address != Missing.ABSENT && !address.equals(machine.options.get("address"))) {
            asked(ticket, "address " + machine.id, () -> estate.address(machine, address));
        }
        boolean runs = desired.get("running") == BoolValue.TRUE;
        if (runs && !machine.running) {
            asked(ticket, "start " + machine.id, () -> estate.start(machine));
        } else if (!runs && machine.running) {
            asked(ticket, "stop " + machine.id, () -> machine.running = false);
        }
        return seen(machine);
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return now(estate, () -> {
                    Estate.Machine machine = estate.machines.get(Long.parseLong(subject.id()));
                    if (machine != null && machine.mark.equals(subject.outputs().text("uid"))) {
                        if (machine.running) {
                            asked(ticket, "stop " + machine.id, () -> machine.running = false);
                        }
                        asked(ticket, "delete machine " + machine.id, () -> estate.delete(machine.id));
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
