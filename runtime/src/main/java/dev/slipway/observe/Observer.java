package dev.slipway.observe;

import dev.slipway.graph.TopologicalOrder;
import dev.slipway.model.Event;
import dev.slipway.model.Pool;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Token;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.Caller;
import dev.slipway.work.Cancel;
import dev.slipway.work.CancelledException;
import dev.slipway.work.ErrorText;
import dev.slipway.work.Scheduler;
import dev.slipway.work.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks at recorded objects, cheapest rung first: one listing for all that it shows, then a token, then the whole
 * object. It stops at the first rung that matches the record and asks nothing twice.
 */
public final class Observer {
    private final Registry registry;
    private final Caller caller;
    private final Cancel cancel;
    private final int parallelism;
    private final List<Pool> pools;
    private final Consumer<? super Event> events;
    private final Listings listings;
    private final Map<TaskKey, Observation> observations = new ConcurrentHashMap<>();

    public Observer(
            Registry registry,
            Caller caller,
            Cancel cancel,
            int parallelism,
            List<Pool> pools,
            Consumer<? super Event> events) {
        this.registry = registry;
        this.caller = caller;
        this.cancel = cancel;
        this.parallelism = parallelism;
        this.pools = pools;
        this.events = events;
        this.listings = new Listings(registry, caller);
    }

    /**
     * Looks at every recorded effect.
     *
     * @param atLeast the rung to start from; {@link LookDepth#COLLECTION} is the normal, cheap run
     * @param rules how the task of a key wants to be handled
     */
    public Observations observe(List<TaskRecord> records, LookDepth atLeast, Function<TaskKey, TaskOptions> rules) {
        var objects = new ArrayList<TaskRecord>();
        for (TaskRecord record : records) {
            if (record.isEffect()) {
                objects.add(record);
            }
        }
        if (objects.isEmpty()) {
            return Observations.UNSEEN;
        }
        for (TaskRecord object : atLeast == LookDepth.COLLECTION ? objects : List.<TaskRecord>of()) {
            listings.expect(object);
        }
        var order = TopologicalOrder.of(new int[objects.size()][0]);
        var scheduler = new Scheduler(
                order,
                new long[objects.size()],
                parallelism,
                pools,
                i -> rules.apply(objects.get(i).key()).claims());
        new Walk(order, scheduler, i -> visit(objects.get(i), atLeast, rules), cancel).run();
        if (cancel.draining()) {
            throw new CancelledException("stopped before everything was looked at");
        }
        return new Observations(observations);
    }

    private CompletionStage<Boolean> visit(TaskRecord record, LookDepth atLeast, Function<TaskKey, TaskOptions> rules) {
        TaskKey key = record.key();
        CompletionStage<Observation> looking;
        try {
            looking = new Look(registry.resource(key.kind()), record, rules.apply(key)).from(atLeast);
        } catch (Throwable e) {
            looking = CompletableFuture.failedFuture(e);
        }
        return looking.exceptionally(Observer::unseen).thenApply(observation -> {
            observations.put(key, observation);
            events.accept(new Event.Observed(
                    key, observation.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
            return true;
        });
    }

    private static Observation unseen(Throwable error) {
        Throwable cause = ErrorText.cause(error);
        ErrorText reason = ErrorText.of(cause);
        return new Observation.Unseen(
                cause instanceof Failure failure ? failure : new Failure.Rejected(reason.why(), reason.fix(), cause));
    }

    /** One object's way up the rungs. */
    private final class Look {
        private final Resource resource;
        private final TaskRecord record;
        private final TaskOptions rules;
        private final ObjectRef subject;
        private Optional<Token> listed = Optional.empty();
        private Optional<Token> own = Optional.empty();

        Look(Resource resource, TaskRecord record, TaskOptions rules) {
            this.resource = resource;
            this.record = record;
            this.rules = rules;
            this.subject = record.subject();
        }

        CompletionStage<Observation> from(LookDepth rung) {
            return switch (rung) {
                case COLLECTION -> collection();
                case OBJECT -> object();
                case FULL -> full(caller.look(record.key(), rules, ticket -> resource.read(subject, ticket)));
                case DEEP -> full(caller.look(record.key(), rules, ticket -> resource.verify(subject, ticket)));
            };
        }

        private CompletionStage<Observation> collection() {
            Optional<Listings.Page> page = listings.page(record.key());
            if (page.isEmpty()) {
                return object();
            }
            return page.get().tokens(rules).thenCompose(tokens -> {
                listed = Optional.ofNullable(tokens.get(record.id()));
                if (listed.isEmpty() && page.get().complete()) {
                    return done(new Observation.Gone(LookDepth.COLLECTION));
                }
                return same(LookDepth.COLLECTION, listed) ? done(still(LookDepth.COLLECTION)) : object();
            });
        }

        private CompletionStage<Observation> object() {
            return caller.look(record.key(), rules, ticket -> resource.token(subject, ticket))
                    .thenCompose(token -> {
                        own = token;
                        return same(LookDepth.OBJECT, own) ? done(still(LookDepth.OBJECT)) : from(LookDepth.FULL);
                    });
        }

        private CompletionStage<Observation> full(CompletionStage<Optional<ObservedObject>> reading) {
            return reading.thenApply(found -> {
                if (found.isEmpty()) {
                    return new Observation.Gone(LookDepth.FULL);
                }
                ObservedObject seen = known(found.get(), LookDepth.COLLECTION, listed);
                seen = known(seen, LookDepth.OBJECT, own);
                return same(LookDepth.FULL, Optional.ofNullable(seen.tokens().get(LookDepth.FULL)))
                        ? new Observation.Same(LookDepth.FULL, seen.tokens())
                        : new Observation.Changed(seen);
            });
        }

        /** The object itself knows best what cheaper rungs say of it: a list may be behind, and catch up later. */
        private static ObservedObject known(ObservedObject seen, LookDepth rung, Optional<Token> said) {
            return seen.tokens().containsKey(rung) ? seen : seen.with(rung, said.orElse(null));
        }

        private boolean same(LookDepth rung, Optional<Token> token) {
            return token.isPresent() && token.get().equals(record.tokens().get(rung));
        }

        private Observation still(LookDepth rung) {
            Map<LookDepth, Token> fresh = rung == LookDepth.OBJECT && listed.isPresent()
                    ? Map.of(LookDepth.COLLECTION, listed.get())
                    : Map.of();
            return new Observation.Same(rung, fresh);
        }

        private static CompletionStage<Observation> done(Observation observation) {
            return CompletableFuture.completedFuture(observation);
        }
    }
}
