package dev.slipway.bench.fake;

import dev.slipway.bench.shape.Mesh;
import dev.slipway.model.Fields;
import dev.slipway.model.Text;
import dev.slipway.provide.Listing;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import dev.slipway.provide.Token;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An object in a {@link Slots slot}: found by its number, listed by the hundred, with a token for each rung. */
final class SlotObject implements Resource {
    private static final int LISTED = 100;
    private static final Shape SHAPE = Shape.OPEN.lasting("id");

    private final Slots slots;
    private final Latency latency;

    SlotObject(Slots slots, Latency latency) {
        this.slots = slots;
        this.latency = latency;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Optional<Listing> listing(Subject subject) {
        return Optional.of(new Listing(Integer.toString(slot(subject.inputs()) / LISTED), true));
    }

    @Override
    public CompletionStage<Map<String, Token>> list(Listing listing, Ticket ticket) {
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
    public CompletionStage<Optional<Token>> token(Subject subject, Ticket ticket) {
        int slot = slot(subject.inputs());
        return CompletableFuture.completedFuture(slots.isFull(slot) ? Optional.of(token(slot)) : Optional.empty());
    }

    @Override
    public CompletionStage<Optional<Seen>> read(Subject subject, Ticket ticket) {
        int slot = slot(subject.inputs());
        return CompletableFuture.completedFuture(slots.get(slot).map(fields -> seen(slot, fields)));
    }

    @Override
    public CompletionStage<Seen> create(Fields desired, Ticket ticket) {
        return write(desired);
    }

    @Override
    public CompletionStage<Seen> update(Subject subject, Fields desired, Ticket ticket) {
        return write(desired);
    }

    @Override
    public CompletionStage<Void> delete(Subject subject, Ticket ticket) {
        return latency.spend(() -> {
            slots.clear(slot(subject.inputs()));
            return CompletableFuture.completedFuture(null);
        });
    }

    private CompletionStage<Seen> write(Fields desired) {
        return latency.spend(() -> {
            int slot = slot(desired);
            Fields fields = desired.with("id", new Text(Mesh.name(slot)));
            slots.put(slot, fields);
            return CompletableFuture.completedFuture(seen(slot, fields));
        });
    }

    private Seen seen(int slot, Fields fields) {
        Token token = token(slot);
        return new Seen(Mesh.name(slot), fields, Map.of(Rung.COLLECTION, token, Rung.OBJECT, token));
    }

    private Token token(int slot) {
        return new Token(Long.toString(slots.version(slot)));
    }

    private static int slot(Fields inputs) {
        return (int) inputs.whole("number", 0);
    }
}
