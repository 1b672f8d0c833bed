package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.Truth;
import dev.slipway.provide.Act;
import dev.slipway.provide.Containment.Fate;
import dev.slipway.provide.Doubt;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Shape.Field;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The register of an {@link Estate}: a machine is entered, and then the entry is completed. */
record EstateEntries(Estate estate) implements Resource {
    @Override
    public Shape shape() {
        return Shape.of(Map.of(
                        "guest",
                        Field.of(Shape.Type.NUMBER).mandatory().replacing(),
                        "complete",
                        Field.of(Shape.Type.TRUTH)))
                .unique("guest")
                .within("fake.vm", Fate.ORPHANED);
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        return EstateMachines.now(
                estate,
                () -> Optional.ofNullable(estate.register.get(subject.inputs().whole("guest", 0)))
                        .map(entry -> seen(subject.inputs(), entry)));
    }

    @Override
    public CompletionStage<Optional<Seen>> recover(Doubt doubt, Ticket ticket) {
        return read(doubt.subject(), ticket)
                .thenApply(seen -> seen.filter(entry ->
                        doubt.act() != Act.CREATE || entry.fields().text("mark").equals(doubt.idempotencyKey())));
    }

    private static Seen seen(Fields inputs, Estate.Entry entry) {
        return new Seen(
                inputs.text("guest"),
                Fields.of("guest", inputs.get("guest"), "complete", Truth.of(entry.complete()), "mark", entry.mark()));
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return EstateMachines.now(estate, () -> {
            long guest = desired.whole("guest", 0);
            asked(ticket, "enter " + guest, () -> {
                if (!estate.machines.containsKey(guest)) {
                    throw new Failure.Rejected("there is no machine " + guest, "");
                } else if (estate.register.containsKey(guest)) {
                    throw new Failure.Rejected("the machine " + guest + " is in the register already", "");
                }
                estate.register.put(guest, new Estate.Entry(ticket.idempotencyKey(), false));
            });
            return completed(desired, ticket);
        });
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return EstateMachines.now(estate, () -> completed(desired, ticket));
    }

    private Seen completed(Fields desired, Ticket ticket) {
        long guest = desired.whole("guest", 0);
        boolean complete = desired.get("complete") == Truth.TRUE;
        Estate.Entry entry = estate.register.get(guest);
        if (entry == null) {
            throw new Failure.Conflict("the entry " + guest + " is gone", "");
        }
        if (entry.complete() != complete) {
            asked(
                    ticket,
                    "complete " + guest,
                    () -> estate.register.put(guest, new Estate.Entry(entry.mark(), complete)));
        }
        return seen(desired, java.util.Objects.requireNonNull(estate.register.get(guest)));
    }

    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        return EstateMachines.now(estate, () -> {
                    long guest = subject.inputs().whole("guest", 0);
                    if (estate.register.containsKey(guest)) {
                        asked(ticket, "remove entry " + guest, () -> estate.register.remove(guest));
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
