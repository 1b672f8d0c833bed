package dev.slipway.apply;

import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Containment.Fate;
import dev.slipway.provide.Failure;
import dev.slipway.provide.InterruptedOperation;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Operation;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The register of an {@link Estate}: a machine is entered, and then the entry is completed. */
record EstateEntries(Estate estate) implements Resource {
    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "guest",
                        Field.of(Schema.Type.NUMBER).mandatory().replacing(),
                        "complete",
                        Field.of(Schema.Type.TRUTH)))
                .unique("guest")
                .within("fake.vm", Fate.ORPHANED);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return EstateMachines.now(
                estate,
                () -> Optional.ofNullable(estate.register.get(subject.inputs().whole("guest", 0)))
                        .map(entry -> seen(subject.inputs(), entry)));
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
        return read(doubt.subject(), ticket)
                .thenApply(seen -> seen.filter(entry -> doubt.act() != Operation.CREATE
                        || entry.fields().text("mark").equals(doubt.idempotencyKey())));
    }

    private static ObservedObject seen(Fields inputs, Estate.Entry entry) {
        return new ObservedObject(
                inputs.text("guest"),
                Fields.of(
                        "guest",
                        inputs.get("guest"),
                        "complete",
                        BoolValue.of(entry.complete()),
                        "mark",
                        entry.mark()));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
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
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return EstateMachines.now(estate, () -> completed(desired, ticket));
    }

    private ObservedObject completed(Fields desired, CallContext ticket) {
        long guest = desired.whole("guest", 0);
        boolean complete = desired.get("complete") == BoolValue.TRUE;
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
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return EstateMachines.now(estate, () -> {
                    long guest = subject.inputs().whole("guest", 0);
                    if (estate.register.containsKey(guest)) {
                        asked(ticket, "remove entry " + guest, () -> estate.register.remove(guest));
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
