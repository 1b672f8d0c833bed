package dev.slipway.observe;

import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.Listing;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Token;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Which listing shows which objects. All of that is known before the first is asked for, and each is asked for once. */
final class Listings {
    private final Registry registry;
    private final Caller caller;
    private final Map<String, Page> pages = new HashMap<>();
    private final Map<TaskKey, Page> shows = new HashMap<>();

    Listings(Registry registry, Caller caller) {
        this.registry = registry;
        this.caller = caller;
    }

    /** Who cannot say whether a listing shows it is looked at alone, and says then what is wrong. */
    void expect(TaskRecord record) {
        try {
            ObjectRef subject = record.subject();
            Resource resource = registry.resource(record.key().kind());
            resource.listing(subject).ifPresent(listing -> {
                String name = record.key().kind() + " " + listing.name();
                Page page = pages.computeIfAbsent(name, n -> new Page(resource, listing));
                page.subjects.add(subject);
                shows.put(record.key(), page);
            });
        } catch (RuntimeException e) {
            shows.remove(record.key());
        }
    }

    Optional<Page> page(TaskKey key) {
        return Optional.ofNullable(shows.get(key));
    }

    /** One listing, and whom it is to show. */
    final class Page {
        private final Resource resource;
        private final Listing listing;
        private final List<ObjectRef> subjects = new ArrayList<>();
        private @Nullable CompletionStage<Map<String, Token>> tokens;

        Page(Resource resource, Listing listing) {
            this.resource = resource;
            this.listing = listing;
        }

        boolean complete() {
            return listing.complete();
        }

        /** What it shows, asked for by whoever comes first. */
        synchronized CompletionStage<Map<String, Token>> tokens(TaskOptions rules) {
            CompletionStage<Map<String, Token>> asked = tokens;
            if (asked == null) {
                TaskKey first = subjects.get(0).key();
                asked = caller.look(first, rules, ticket -> resource.list(listing, List.copyOf(subjects), ticket));
                tokens = asked;
            }
            return asked;
        }
    }
}
