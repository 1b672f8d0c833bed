package dev.slipway.apply;

import dev.slipway.model.Absent;
import dev.slipway.model.Fields;
import dev.slipway.model.Text;
import dev.slipway.model.Truth;
import dev.slipway.model.Value;
import dev.slipway.provide.Act;
import dev.slipway.provide.Doubt;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The machines of an {@link Estate}: created, sized, given an address and started, each by a request. */
record EstateMachines(Estate estate) implements Resource {
    @Override
    public Shape shape() {
        return Shape.of(new TreeMap<>(java.util.Map.of(
                        "name", Field.of(Shape.Type.TEXT).mandatory(),
                        "id", Field.of(Shape.Type.NUMBER).replacing(),
                        "zone", Field.of(Shape.Type.TEXT).replacing(),
                        "address", Field.of(Shape.Type.TEXT),
                        "size", Field.of(Shape.Type.NUMBER),
                        "mac", Field.of(Shape.Type.TEXT),
                        "running", Field.of(Shape.Type.TRUTH))))
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
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        String id = subject.isNew() ? subject.inputs().text("id") : subject.id();
        return now(
                estate,
                () -> id.isEmpty()
                        ? Optional.<Seen>empty()
                        : Optional.ofNullable(estate.machines.get(Long.parseLong(id)))
                                .filter(machine -> subject.isNew()
                                        || machine.mark.equals(subject.outputs().text("uid")))
                                .map(EstateMachines::seen));
    }

    @Override
    public CompletionStage<Optional<Seen>> recover(Doubt doubt, Ticket ticket) {
        return doubt.act() != Act.CREATE
                ? read(doubt.subject(), ticket)
                : now(
                        estate,
                        () -> estate.machines.values().stream()
                                .filter(machine -> machine.mark.equals(doubt.idempotencyKey()))
                                .findFirst()
                                .map(EstateMachines::seen));
    }

    private static Seen seen(Estate.Machine machine) {
        var options = new TreeMap<>(machine.options);
        options.putIfAbsent("size", Value.of(0));
        options.putIfAbsent("address", new Text(""));
        Fields fields = new Fields(options)
                .with("id", Value.of(machine.id))
                .with("uid", new Text(machine.mark))
                .with("mac", new Text(machine.mac))
                .with("running", Truth.of(machine.running));
        return new Seen(Long.toString(machine.id), fields);
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return now(estate, () -> {
            var machine = new Estate.Machine();
            machine.mark = ticket.idempotencyKey();
            machine.mac = desired.text("mac").isEmpty() ? "mac of " + machine.mark : desired.text("mac");
            machine.id = desired.whole("id", 0) > 0 ? desired.whole("id", 0) : estate.free();
            machine.options.put("name", desired.get("name"));
            if (desired.get("zone") != Absent.ABSENT) {
                machine.options.put("zone", desired.get("zone"));
            }
            asked(ticket, "create machine " + machine.id, () -> estate.insert(machine));
            return brought(machine, desired, ticket);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return now(estate, () -> {
            Estate.Machine machine = estate.machines.get(Long.parseLong(subject.id()));
            if (machine == null || !machine.mark.equals(subject.outputs().text("uid"))) {
                throw new Failure.Conflict("the machine " + subject.id() + " is gone", "");
            }
            return brought(machine, desired, ticket);
        });
    }

    private Seen brought(Estate.Machine machine, Fields desired, Ticket ticket) {
        for (String name : java.util.List.of("name", "size")) {
            Value value = desired.get(name);
            if (value != Absent.ABSENT && !value.equals(machine.options.get(name))) {
                asked(ticket, "set " + name + " of " + machine.id, () -> machine.options.put(name, value));
            }
        }
        Value address = desired.get("address");
        if (address != Absent.ABSENT && !address.equals(machine.options.get("address"))) {
            asked(ticket, "address " + machine.id, () -> estate.address(machine, address));
        }
        boolean runs = desired.get("running") == Truth.TRUE;
        if (runs && !machine.running) {
            asked(ticket, "start " + machine.id, () -> estate.start(machine));
        } else if (!runs && machine.running) {
            asked(ticket, "stop " + machine.id, () -> machine.running = false);
        }
        return seen(machine);
    }

    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
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

    private void asked(Ticket ticket, String what, Runnable change) {
        estate.request(what, change);
        ticket.wrote();
    }
}
