package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.DataRule;
import dev.slipway.provide.Failure;
import dev.slipway.provide.InterruptedOperation;
import dev.slipway.provide.Listing;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.PlannedStep;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A world of things, in memory, that records every call. Things have a name, a size, a zone (a thing cannot move between
 * zones), tags in no order, and whatever else they are given; the world gives them an id and an address.
 */
final class FakeWorld implements Resource {
    /** What goes wrong with a call: nothing happened, or it happened and the answer is lost. */
    record Fault(Failure failure, boolean happens) {}

    final List<String> calls = new ArrayList<>();
    final Map<String, Integer> creates = new TreeMap<>();
    private final Map<String, FakeThing> things = new TreeMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private int born;

    /** What stands in the way of steps. */
    Function<List<PlannedStep>, CompletionStage<List<Obstacle>>> foresight =
            steps -> CompletableFuture.completedFuture(List.of());

    boolean lists = true;
    boolean hasTokens = true;
    /** Fields that can be written but are never reported, such as a password. */
    final java.util.Set<String> unreported = new java.util.HashSet<>();

    /** Which things hold data. */
    DataRule data = DataRule.NONE;

    /** After a crash a new thing is looked for by its name, as the contract allows, not by the key of the intent. */
    boolean recoversByName;

    /** A thing that is created anew has the identity of the one before, as a file has. */
    boolean idsAreNames;

    /** What a creation does when it is called off or out of time. */
    Runnable onCancel = () -> {};

    /** The pool that a creation takes its turn in; empty for none. */
    String pool = "";
    /** What a creation or a change journals as its remote task before anything else; empty for none. */
    String remoteTask = "";

    Function<String, CompletionStage<Void>> before = call -> CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<List<Obstacle>> foresee(List<PlannedStep> steps, CallContext ticket) {
        return foresight.apply(steps);
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "name", Schema.Field.of(Schema.Type.TEXT).mandatory(),
                        "zone", Schema.Field.of(Schema.Type.TEXT).replacing(),
                        "tags", Schema.Field.of(Schema.Type.ITEMS).inAnyOrder(),
                        "size", Schema.Field.ANY,
                        "way", Schema.Field.ANY,
                        "secret", Schema.Field.ANY,
                        "file", Schema.Field.ANY,
                        "parts", Schema.Field.of(Schema.Type.FIELDS),
                        "from", Schema.Field.ANY))
                .lasting("id", "address")
                .reachedBy("way")
                .movable("place")
                .holding(data);
    }

    synchronized int size() {
        return things.size();
    }

    synchronized Fields thing(String name) {
        return byName(name).orElseThrow().fields;
    }

    synchronized boolean has(String name) {
        return byName(name).isPresent();
    }

    /** Somebody else changes a thing behind our back. */
    synchronized void meddle(String name, String field, Object value) {
        meddleUnnoticed(name, field, value);
        byName(name).orElseThrow().generation++;
    }

    /** The same in a way that no token tells. */
    synchronized void meddleUnnoticed(String name, String field, Object value) {
        byName(name).ifPresent(thing -> thing.fields = thing.fields.with(field, Value.of(value)));
    }

    /** Somebody else removes a thing behind our back. */
    synchronized void vanish(String name) {
        things.remove(byName(name).orElseThrow().id);
    }

    /** One of two of a name is removed behind our back. */
    synchronized void vanishId(String id) {
        things.remove(id);
    }

    /** A creation that was begun comes to its end after all. */
    synchronized void late(String name, String tag, Fields fields) {
        String id = "t" + ++born;
        things.put(id, new FakeThing(id, tag, complete(id, fields.with("name", new StringValue(name)))));
    }

    /** A thing that nobody here made. */
    synchronized void foreign(String name, Fields fields) {
        String id = "t" + ++born;
        things.put(id, new FakeThing(id, "", complete(id, fields.with("name", new StringValue(name)))));
    }

    /** The next call of this sort for the thing of this name goes wrong, such as {@code create a}. */
    synchronized void fault(String call, Failure failure, boolean happens) {
        faults.computeIfAbsent(call, c -> new ArrayDeque<>()).add(new Fault(failure, happens));
    }

    synchronized long count(String start) {
        return calls.stream().filter(call -> call.startsWith(start)).count();
    }

    private Optional<FakeThing> byName(String name) {
        return things.values().stream()
                .filter(thing -> thing.fields.text("name").equals(name))
                .findFirst();
    }

    private Fields complete(String id, Fields inputs) {
        return inputs.with("id", new StringValue(id)).with("address", new StringValue("10.0.0." + id.substring(1)));
    }

    private ObservedObject seen(FakeThing thing) {
        var reported = new TreeMap<String, Value>();
        thing.fields.entries().forEach(entry -> {
            if (!unreported.contains(entry.getKey())) {
                reported.put(entry.getKey(), entry.getValue());
            }
        });
        return new ObservedObject(thing.id, new Fields(reported), Map.of());
    }

    private ObservedObject withTokens(FakeThing thing) {
        ObservedObject seen = seen(thing);
        return hasTokens ? seen.with(dev.slipway.provide.LookDepth.OBJECT, token(thing)) : seen;
    }

    private static Token token(FakeThing thing) {
        return new Token(thing.id + "@" + thing.generation);
    }

    private synchronized Optional<Fault> begin(String call) {
        calls.add(call);
        Deque<Fault> planned = faults.get(call);
        return planned == null ? Optional.empty() : Optional.ofNullable(planned.poll());
    }

    private <T> CompletionStage<T> act(String call, java.util.function.Supplier<T> work) {
        return before.apply(call).thenApply(ready -> {
            Optional<Fault> fault = begin(call);
            synchronized (this) {
                T result = fault.isPresent() && !fault.get().happens() ? null : work.get();
                fault.ifPresent(f -> {
                    throw f.failure();
                });
                return java.util.Objects.requireNonNull(result);
            }
        });
    }

    @Override
    public Optional<Listing> listing(ObjectRef subject) {
        return lists ? Optional.of(new Listing("things", true)) : Optional.empty();
    }

    @Override
    public CompletionStage<Map<String, Token>> list(Listing listing, CallContext ticket) {
        return act("list", () -> {
            var tokens = new HashMap<String, Token>();
            things.values().forEach(thing -> tokens.put(thing.id, token(thing)));
            return tokens;
        });
    }

    @Override
    public CompletionStage<Optional<Token>> token(ObjectRef subject, CallContext ticket) {
        return act(
                "token " + subject.key().name(),
                () -> Optional.ofNullable(things.get(subject.id()))
                        .filter(thing -> hasTokens)
                        .map(FakeWorld::token));
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        String way = subject.inputs().text("way");
        return act(
                "read " + subject.key().name() + (way.isEmpty() ? "" : " by " + way),
                () -> (subject.isNew()
                                ? byName(subject.inputs().text("name"))
                                : Optional.ofNullable(things.get(subject.id())))
                        .map(this::withTokens));
    }

    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        String name = desired.text("name");
        return named(ticket).thenCompose(durable -> {
            ticket.onCancel(onCancel);
            return pool.isEmpty() ? born(name, desired, ticket) : ticket.call(pool, () -> born(name, desired, ticket));
        });
    }

    private CompletionStage<Void> named(CallContext ticket) {
        return remoteTask.isEmpty() ? CompletableFuture.completedFuture(null) : ticket.handle(remoteTask);
    }

    private CompletionStage<ObservedObject> born(String name, Fields desired, CallContext ticket) {
        return act("create " + ticket.key().name(), () -> {
            String id = idsAreNames ? name : "t" + ++born;
            creates.merge(name, 1, Integer::sum);
            var thing = new FakeThing(id, ticket.idempotencyKey(), complete(id, desired));
            things.put(id, thing);
            return withTokens(thing);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return named(ticket)
                .thenCompose(durable -> act("update " + ticket.key().name(), () -> {
                    FakeThing thing = things.get(subject.id());
                    if (thing == null) {
                        throw new Failure.Conflict(subject.id() + " does not exist", "plan again");
                    }
                    if (!desired.get("zone").equals(thing.fields.get("zone"))
                            && desired.get("zone") != Missing.ABSENT) {
                        throw new Failure.Rejected("a thing cannot change its zone", "replace it");
                    }
                    thing.fields = complete(thing.id, desired);
                    thing.generation++;
                    return withTokens(thing);
                }));
    }

    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return act("delete " + ticket.key().name(), () -> {
                    things.remove(subject.id());
                    return true;
                })
                .thenAccept(gone -> {});
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
        return act("recover " + doubt.subject().key().name(), () -> {
            if (!doubt.subject().isNew()) {
                return Optional.ofNullable(things.get(doubt.subject().id())).map(this::withTokens);
            }
            if (recoversByName) {
                return byName(doubt.subject().inputs().text("name")).map(this::withTokens);
            }
            return things.values().stream()
                    .filter(thing -> thing.tag.equals(doubt.idempotencyKey()))
                    .findFirst()
                    .map(this::withTokens);
        });
    }
}
