package dev.slipway.bench.fake;

import dev.slipway.bench.shape.Mesh;
import dev.slipway.model.Fields;
import dev.slipway.model.StringValue;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Listing;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Token;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An object in a {@link Slots slot}: found by its number, listed by the hundred, with a token for each rung. */
final class SlotObject implements Resource {
    private static final int LISTED = 100;
    private static final Schema SHAPE = Schema.OPEN.lasting("id");

    private final Slots slots;
    private final Latency latency;

    SlotObject(Slots slots, Latency latency) {
        this.slots = slots;
        this.latency = latency;
    }

    @Override
    public Schema shape() {
        return SHAPE;
    }

    @Override
    public Optional<Listing> listing(ObjectRef subject) {
        return Optional.of(new Listing(Integer.toString(slot(subject.inputs()) / LISTED), true));
    }

    @Override
    public CompletionStage<Map<String, Token>> list(Listing listing, CallContext ticket) {
        var tokens = new HashMap<String, Token>();
        int first = Integer.parseInt(listing.name()) * LISTED;
        for (int slot = first; slot < Math.min(first + LISTED, slots.count()); slot++) {
            if (slots.isFull(slot)) {
                tokens.put(Mesh.name(slot), token(slot));
            }
        }
        return CompletableFuture.completedFuture(tokens);
    }

    @Override
    public CompletionStage<Optional<Token>> token(ObjectRef subject, CallContext ticket) {
        int slot = slot(subject.inputs());
        return CompletableFuture.completedFuture(slots.isFull(slot) ? Optional.of(token(slot)) : Optional.empty());
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        int slot = slot(subject.inputs());
        return CompletableFuture.completedFuture(slots.get(slot).map(fields -> seen(slot, fields)));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return write(desired);
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return write(desired);
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return latency.spend(() -> {
            slots.clear(slot(subject.inputs()));
            return CompletableFuture.completedFuture(null);
        });
    }

    private CompletionStage<ObservedObject> write(Fields desired) {
        return latency.spend(() -> {
            int slot = slot(desired);
            Fields fields = desired.with("id", new StringValue(Mesh.name(slot)));
            slots.put(slot, fields);
            return CompletableFuture.completedFuture(seen(slot, fields));
        });
    }

    private ObservedObject seen(int slot, Fields fields) {
        Token token = token(slot);
        return new ObservedObject(
                Mesh.name(slot), fields, Map.of(LookDepth.COLLECTION, token, LookDepth.OBJECT, token));
    }

    private Token token(int slot) {
        return new Token(Long.toString(slots.version(slot)));
    }

    private static int slot(Fields inputs) {
        return (int) inputs.whole("number", 0);
    }
}
