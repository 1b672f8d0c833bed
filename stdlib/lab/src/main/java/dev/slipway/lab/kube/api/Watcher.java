package dev.slipway.lab.kube.api;

import dev.slipway.lab.Json;
import dev.slipway.lab.http.Chunks;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.StoreEvent;
import dev.slipway.lab.kube.store.Stored;
import dev.slipway.lab.kube.store.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sends what happens to objects while a client listens (kubernetes/apiserver: pkg/endpoints/handlers/watch.go, pkg/storage/cacher). */
final class Watcher {
    private static final long MINIMUM_SECONDS = 1800;
    private static final long BOOKMARK_MILLIS = 60_000;
    private static final String INITIAL_END = "k8s.io/initial-events-end";

    private final Cluster cluster;

    Watcher(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * The answer to a watch.
     *
     * @param show makes of an object what the client wants to see of it
     */
    Answer watch(ResourceType type, Call call, Function<Map<String, Object>, Map<String, Object>> show) {
        var choice = new Choice(type, call);
        String version = call.parameter("resourceVersion").orElse("");
        long from = version.isEmpty() ? 0 : parsed(version);
        boolean initial = call.parameter("sendInitialEvents").isPresent() && call.isTrue("sendInitialEvents");
        long seconds = call.parameter("timeoutSeconds").map(Reader::number).orElse(MINIMUM_SECONDS);
        return Answer.streamed("application/json", chunks -> {
            var stream = new Stream(type, call, choice, chunks, show);
            stream.run(from, initial || from == 0, initial, seconds * 1000);
        });
    }

    private static long parsed(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            FieldError error = FieldError.invalid(
                    "resourceVersion",
                    version,
                    "strconv.ParseUint: parsing " + GoText.quoted(version) + ": invalid syntax");
            throw new ApiError(500, "", error.text(), Tree.of("none", true));
        }
    }

    /** One watch. */
    private final class Stream {
        private final ResourceType type;
        private final Call call;
        private final Choice choice;
        private final Chunks chunks;
        private final Function<Map<String, Object>, Map<String, Object>> show;
        private long sent;

        Stream(
                ResourceType type,
                Call call,
                Choice choice,
                Chunks chunks,
                Function<Map<String, Object>, Map<String, Object>> show) {
            this.type = type;
            this.call = call;
            this.choice = choice;
            this.chunks = chunks;
            this.show = show;
        }

        void run(long from, boolean everything, boolean initial, long millis) throws IOException {
            List<Stored> present;
            Subscription events;
            synchronized (cluster.store()) {
                if (!everything && from < cluster.store().oldest(type.key())) {
                    expired(from);
                    return;
                }
                present = everything ? cluster.store().list(type.key(), call.namespace()) : List.of();
                sent = everything ? cluster.store().revision() : from;
                events = cluster.store().subscribe(type.key(), sent);
            }
            try (events) {
                for (Stored stored : present) {
                    if (isOurs(stored) && choice.takes(stored.object())) {
                        send("ADDED", stored.object());
                    }
                }
                if (initial && call.isTrue("allowWatchBookmarks")) {
                    bookmark(true);
                }
                follow(events, System.nanoTime() + millis * 1_000_000);
            }
        }

        private void follow(Subscription events, long end) throws IOException {
            long bookmarked = System.nanoTime();
            while (!events.isEnded()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                Optional<StoreEvent> event = events.next(Math.min(left, 1000));
                if (event.isPresent()) {
                    change(event.get());
                } else if (call.parameter("allowWatchBookmarks").isPresent()
                        && call.isTrue("allowWatchBookmarks")
                        && System.nanoTime() - bookmarked > BOOKMARK_MILLIS * 1_000_000) {
                    sent = Math.max(sent, cluster.store().revision());
                    bookmark(false);
                    bookmarked = System.nanoTime();
                }
            }
        }

        private boolean isOurs(Stored stored) {
            boolean here = call.namespace().isEmpty() || stored.namespace().equals(call.namespace());
            return here && (call.name().isEmpty() || call.name().equals(stored.name()));
        }

        /** What stops being selected is deleted for this client, what begins to be is added. */
        private void change(StoreEvent event) throws IOException {
            sent = Math.max(sent, event.revision());
            if (!isOurs(event.after())) {
                return;
            }
            boolean before =
                    event.before().map(old -> choice.takes(old.object())).orElse(false);
            boolean after = !event.deleted() && choice.takes(event.after().object());
            if (after) {
                send(before ? "MODIFIED" : "ADDED", event.after().object());
            } else if (before) {
                Map<String, Object> last = event.after().object();
                if (!event.deleted()) {
                    last = Tree.copy(event.before().orElseThrow().object());
                    Tree.set(last, String.valueOf(event.revision()), "metadata", "resourceVersion");
                }
                send("DELETED", last);
            }
        }

        private void send(String what, Map<String, Object> object) throws IOException {
            line(Tree.of("type", what, "object", show.apply(Reader.shown(type, object))));
        }

        private void bookmark(boolean end) throws IOException {
            Map<String, Object> meta = Tree.of("resourceVersion", String.valueOf(sent));
            if (end) {
                meta.put("annotations", Tree.of(INITIAL_END, "true"));
            }
            line(Tree.of(
                    "type",
                    "BOOKMARK",
                    "object",
                    Tree.of("kind", type.kind(), "apiVersion", type.apiVersion(), "metadata", meta)));
        }

        private void expired(long from) throws IOException {
            String why =
                    "too old resource version: " + from + " (" + cluster.store().oldest(type.key()) + ")";
            line(Tree.of("type", "ERROR", "object", ApiError.expired(why).status()));
        }

        private void line(Map<String, Object> event) throws IOException {
            chunks.write((Json.text(event) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
