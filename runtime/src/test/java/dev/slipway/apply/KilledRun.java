package dev.slipway.apply;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphBuilder;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.Origin;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Options;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.InterruptedOperation;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Secrets;
import dev.slipway.store.ActionCache;
import dev.slipway.store.KeyFile;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import dev.slipway.store.SealedSecrets;
import dev.slipway.work.Cancel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A process that brings up a hundred objects, each a file in a directory, and is killed while it does. */
final class KilledRun {
    static final int SIZE = 100;

    public static void main(String[] args) {
        Path root = Path.of(args[0]);
        Outcome outcome = up(root);
        System.out.println(outcome.isGood() ? "good" : outcome.problems());
        System.exit(outcome.isGood() ? 0 : 1);
    }

    static Outcome up(Path root) {
        var registry =
                Registry.builder().add("dir.object", 1, () -> new Objects(root)).build();
        try (var store = new LocalStore(root.resolve(".slipway"))) {
            Secrets secrets = new SealedSecrets(new KeyFile(root.resolve("keys")), store.blobs(), Map.of());
            EngineConfig setting = EngineConfig.usual(registry, secrets, ActionCache.NONE, root, event -> {});
            return new Engine(store, setting, new Cancel())
                    .up(
                            graph(),
                            Options.NORMAL.parallelism(4),
                            LockOwner.here("test", Clock.systemUTC()),
                            plan -> true);
        }
    }

    private static Graph graph() {
        GraphBuilder builder = Graph.builder();
        Task before = null;
        for (int i = 0; i < SIZE; i++) {
            Fields inputs =
                    Fields.of("name", "o" + i, "size", before == null || i % 10 == 0 ? 1 : Rig.ref(before, "size"));
            before = new Effect(new TaskKey("dir.object", "o" + i), inputs, TaskOptions.NONE, Origin.NONE);
            builder.add(before);
        }
        return builder.build();
    }

    /** Objects as files; whoever creates one says so in a log that outlives him. */
    private record Objects(Path root) implements Resource {
        @Override
        public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
            return seen(root.resolve(subject.key().name()), subject.inputs());
        }

        @Override
        public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    Thread.sleep(2);
                    Path file = root.resolve(ticket.key().name());
                    Files.writeString(
                            root.resolve("creates.log"),
                            ticket.key().name() + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                    Files.writeString(file, desired.text("size"));
                    Thread.sleep(2);
                    return new ObservedObject(ticket.key().name(), desired);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
            return CompletableFuture.failedFuture(new IllegalStateException("nothing here is ever updated"));
        }

        @Override
        public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
            return CompletableFuture.failedFuture(new IllegalStateException("nothing here is ever deleted"));
        }

        /** An object is announced in the log before it exists, so what is announced counts as there. */
        @Override
        public CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
            try {
                Path log = root.resolve("creates.log");
                boolean announced = Files.exists(log)
                        && Files.readAllLines(log)
                                .contains(doubt.subject().key().name());
                Path file = root.resolve(doubt.subject().key().name());
                if (announced) {
                    Files.writeString(file, doubt.subject().inputs().text("size"));
                }
                return seen(file, doubt.subject().inputs());
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private static CompletionStage<Optional<ObservedObject>> seen(Path file, Fields inputs) {
            Optional<ObservedObject> found = Files.exists(file)
                    ? Optional.of(new ObservedObject(String.valueOf(file.getFileName()), inputs))
                    : Optional.empty();
            return CompletableFuture.completedFuture(found);
        }
    }

    private KilledRun() {}
}
